import {groupedBy} from '@karwan/base';
import type {Link, Rate} from './network.ts';

/** What a rate is asked for. */
export interface RateQuestion {
    what: Rate['what'];
    link: Pick<Link, 'mode' | 'class' | 'terrain'>;
    country: string;
    vehicle: string;
}

const KEYS = ['mode', 'country', 'class', 'terrain', 'vehicle'] as const;

/** The rates of a network; the row that says most of a link is the one that counts. */
export class RateBook {
    readonly #rates: ReadonlyMap<string, readonly Rate[]>;

    constructor(rates: readonly Rate[]) {
        this.#rates = groupedBy(rates, rate => rate.what);
    }

    /** The rows that count: one, none, or several that say equally much and so contradict. */
    list({what, link, country, vehicle}: RateQuestion): readonly Rate[] {
        const asked = {
            mode: link.mode, country, class: link.class ?? '', terrain: link.terrain, vehicle,
        };
        let most = -1;
        let found: Rate[] = [];
        for (const rate of this.#rates.get(what) ?? []) {
            if (!KEYS.every(key => rate[key] === '*' || rate[key] === asked[key])) continue;
            const said = KEYS.filter(key => rate[key] !== '*').length;
            if (said > most) found = [];
            if (said >= most) found.push(rate);
            most = Math.max(most, said);
        }
        return found;
    }

    /** The rate that counts; undefined where there is none. */
    find(question: RateQuestion): Rate | undefined {
        return this.list(question)[0];
    }
}
