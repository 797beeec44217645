import {Zone} from '@karwan/base';
import {howKnown} from './how-known.ts';
import type {Scheme} from './scheme.ts';

/** Days on which a class has no price on a road, though there are prices before, or after too. */
export interface WithoutPrice {
    road: string;
    class: string;
    /** Local days, both included; the last one undefined where no later price follows. */
    firstDay: string;
    lastDay: string | undefined;
}

/** Where prices of a scheme end, or leave days out between them: no fault, and seldom meant. */
export function daysWithoutPrice(scheme: Scheme): WithoutPrice[] {
    const zone = new Zone(scheme.corridor.zone);
    return howKnown(scheme).roads.flatMap(({road, classes}) =>
        classes.flatMap(({class: of, priced}) => priced.flatMap(({validToMs}, nth) => {
            if (!Number.isFinite(validToMs)) return [];
            const next = priced[nth + 1];
            return [{
                road, class: of, firstDay: zone.day(validToMs),
                lastDay: next && zone.day(next.validFromMs - 1),
            }];
        })));
}
