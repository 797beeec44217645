import {groupedBy, Zone} from '@karwan/base';
import {pricedTime} from './how-known.ts';
import type {Scheme} from './scheme.ts';

/** Days on which a class has no price on a road, though there are prices before, or after too. */
export interface WithoutPrice {
    /** A road, or the window that has its price. */
    road: string;
    class: string;
    /** Local days, both included; the last one undefined where no later price follows. */
    firstDay: string;
    lastDay: string | undefined;
}

/** Where prices of a scheme end, or leave days out between them: no fault, and seldom meant. */
export function daysWithoutPrice(scheme: Scheme): WithoutPrice[] {
    const zone = new Zone(scheme.corridor.zone);
    const groups = groupedBy(scheme.tariffs, line => `${line.road} ${line.class}`);
    return [...groups.values()].flatMap(lines => {
        const {road, class: of} = lines[0]!;
        const priced = pricedTime(lines);
        return priced.flatMap(({validToMs}, nth) => {
            if (!Number.isFinite(validToMs)) return [];
            const next = priced[nth + 1];
            return [{
                road, class: of, firstDay: zone.day(validToMs),
                lastDay: next && zone.day(next.validFromMs - 1),
            }];
        });
    });
}
