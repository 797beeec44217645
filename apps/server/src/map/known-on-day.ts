import {weakest, Zone, type Status} from '@karwan/base';
import {priceOf, type Scheme} from '@karwan/tolling';

/**
 * How well the toll of each class for a whole road is known on a local day; undefined where a class
 * has none then.
 */
export function knownOnDay(scheme: Scheme, road: string, day: string): (Status | undefined)[] {
    const {corridor} = scheme;
    const {directions} = corridor.roads.find(each => each.id === road)!;
    const sections = corridor.sections.filter(
        section => section.road === road && section.direction === directions[0]);
    const atMs = new Zone(corridor.zone).startOfDayMs(day);
    return corridor.classes.map(
        name => priceOf(scheme, {road, class: name, atMs, sections})?.status);
}

/** The weakest of them, where every class has a toll. */
export function weakestOf(known: readonly (Status | undefined)[]): Status | undefined {
    const priced = known.filter(status => status !== undefined);
    return priced.length < known.length ? undefined : weakest(priced);
}
