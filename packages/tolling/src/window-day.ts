import {compareText, dayBeside, type Zone} from '@karwan/base';
import {isOfDay, type Untagged, type WindowRule, type WindowRules} from './window-rule.ts';
import {windowOf, windowsOfStretches, type Drive, type Window} from './window.ts';

/** What a trip drove, to be priced by a scheme's rules. */
export interface TripDriven {
    /** The trip. */
    id: number;
    fromMs: number;
    stretches: readonly Drive[][];
    /** Where it was driven without a usable tag; left out where nobody asks. */
    untagged?: Untagged | undefined;
}

/** The windows of one trip that it does not share with others. */
export function windowsOfTrip(trip: TripDriven, rules: WindowRules): Window[] {
    const {id, stretches, untagged} = trip;
    const windows = windowsOfStretches(id, stretches);
    if (!rules.cut) return windows;
    const whole = windows.filter(
        ({road}) => (rules.of(road, untagged)?.kind ?? 'entry-exit') === 'entry-exit');
    return [...whole, ...passageWindows(trip, rules)].sort((a, b) => a.fromMs - b.fromMs);
}

// Each section a window of its own; who comes under a gantry again on a trip is counted.
function passageWindows(
    {id: trip, stretches, untagged}: TripDriven, rules: WindowRules,
): Window[] {
    const windows: Window[] = [];
    const times = new Map<string, number>();
    for (const drive of stretches.flat()) {
        const {road, gantry} = drive.section;
        if (rules.of(road, untagged)?.kind !== 'passage') continue;
        const nth = (times.get(gantry) ?? 0) + 1;
        times.set(gantry, nth);
        const id = `${trip}/${road}/${gantry}${nth === 1 ? '' : `/${nth}`}`;
        windows.push(windowOf(id, trip, road, [drive]));
    }
    return windows;
}

/** Days of a vehicle: which local days a time reaches into. */
export function daysBetween(fromMs: number, toMs: number, zone: Zone): string[] {
    const days = [zone.day(fromMs)];
    const last = zone.day(toMs);
    for (let atMs = fromMs; days.at(-1)! < last;) {
        atMs = zone.startOfDayMs(dayBeside(days.at(-1)!, 1));
        days.push(zone.day(atMs));
    }
    return days;
}

/**
 * The windows of one vehicle that take in several of its trips, of the days asked for. All trips
 * that reach into these days must be given, in any order.
 */
export function sharedWindows(
    trips: readonly TripDriven[], rules: WindowRules, zone: Zone,
    isAsked: (day: string) => boolean,
): Window[] {
    const inTime = trips.toSorted((a, b) => a.fromMs - b.fromMs || a.id - b.id);
    return [...dayWindows(inTime, rules, zone, isAsked),
        ...returnWindows(inTime, rules, zone, isAsked)];
}

interface Day {
    rule: WindowRule;
    day: string;
    trip: number;
    driven: Drive[];
}

// A section counts to the day in which it was passed: a trip over midnight is of two days.
function dayWindows(
    trips: readonly TripDriven[], rules: WindowRules, zone: Zone,
    isAsked: (day: string) => boolean,
): Window[] {
    const days = new Map<string, Day>();
    for (const {id: trip, stretches, untagged} of trips) {
        for (const drive of stretches.flat()) {
            const rule = rules.of(drive.section.road, untagged);
            if (!rule || !isOfDay(rule)) continue;
            const day = zone.day(passedMs(drive));
            if (!isAsked(day)) continue;
            const key = `${rule.id} ${day}`;
            const known = days.get(key);
            if (!known) days.set(key, {rule, day, trip, driven: [drive]});
            else {
                known.driven.push(drive);
                known.trip = Math.min(known.trip, trip);
            }
        }
    }
    return [...days.values()].map(({rule, day, trip, driven}) =>
        windowOf(`${trip}/${rule.id}/${day}`, trip, rule.id, driven));
}

function passedMs({passages, sinceMs}: Drive): number {
    return passages[0]?.atMs ?? sinceMs;
}

/** A drive along one road, which may be a way there or a way back. */
interface Leg {
    window: Window;
    drives: Drive[];
    direction: string;
    day: string;
}

// The first way back that there is in time belongs to a way there, and to no other.
function returnWindows(
    trips: readonly TripDriven[], rules: WindowRules, zone: Zone,
    isAsked: (day: string) => boolean,
): Window[] {
    const legs = trips.flatMap(trip => legsOf(trip, rules, zone)).filter(leg => isAsked(leg.day))
        .sort((a, b) => a.window.fromMs - b.window.fromMs
            || compareText(a.window.id, b.window.id));
    const isPaired = new Set<Leg>();
    return legs.flatMap((leg, nth) => {
        if (isPaired.has(leg)) return [];
        const {road} = leg.window;
        const {withinMs} = rules.of(road)!.back!;
        const back = legs.slice(nth + 1).find(each => !isPaired.has(each)
            && each.window.road === road && each.direction !== leg.direction
            && each.day === leg.day && each.window.fromMs - leg.window.fromMs <= withinMs);
        if (!back) return [leg.window];
        isPaired.add(back);
        const {trip} = leg.window;
        return [{
            ...windowOf(`${leg.window.id}/return`, trip, road, [...leg.drives, ...back.drives]),
            thereSections: leg.drives.length,
        }];
    });
}

function legsOf(trip: TripDriven, rules: WindowRules, zone: Zone): Leg[] {
    const drives = trip.stretches.flat();
    let nth = 0;
    return windowsOfStretches(trip.id, trip.stretches).flatMap(window => {
        const own = drives.slice(nth, nth += window.sections.length);
        if (rules.of(window.road, trip.untagged)?.kind !== 'return') return [];
        return [{
            window, drives: own, direction: own[0]!.section.direction,
            day: zone.day(window.fromMs),
        }];
    });
}
