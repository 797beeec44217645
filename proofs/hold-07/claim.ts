import {chanceFrom, type Chance} from '@karwan/base';
import type {Alarm, Roads, SurveyFault} from '@karwan/health';
import type {Corridor} from '@karwan/journey';
import {join} from 'node:path';
import {evidenceText} from '../../apps/server/src/health/notice.ts';
import {schemeFrom} from '../../apps/server/src/scheme-files.ts';
import type {Measured, ProofContext} from '../proof.ts';
import {vehiclesToLoss} from './losses.ts';
import {smallestOffset} from './offsets.ts';
import {faultsByAll, faultsByHundred, sectionsOf, type Sections} from './places.ts';
import {gantryReadings, timeText} from './readings.ts';
import {alarmsOver} from './six-days.ts';
import {trialsAndTimes, type Times, type Trial} from './trials.ts';

const LAST_PASSAGE_MS = Date.parse('2022-02-23T13:31:17+08:00');
const MOST_OTHERS = 15;
const DAYS = 6;
const MOVE_METRES = 5_000;
/** The gantries whose clocks must be seen to 4 s. */
const SHARP = new Set(['G2', 'G3', 'G4', 'G5', 'G9', 'G10']);

/** How much is tried: all of it, or enough to notice that something broke. */
export interface Size {
    times: number;
    /** Gantries whose clocks are put wrong. */
    clocks: readonly string[];
}

/** A part of the claim: what it found, and whether that meets its bar. */
interface Part {
    holds: boolean;
    told: string;
    notes: string[];
}

/** Row 7 of issue 6, on the reference corridor. */
export async function deviceHealth(context: ProofContext, size: Size): Promise<Measured> {
    const {corridor} = schemeFrom(join(context.root, 'corridors', 'gantry-corridor'));
    const readings = gantryReadings(context.reference);
    const chance = chanceFrom(context.seed);
    const alarms = outage(alarmsOver(corridor, readings));
    context.say(alarms.told);
    const {roads, trials, times} = trialsAndTimes(corridor, readings);
    const parts = [alarms];
    for (const measure of [
        () => places(corridor, sectionsOf(roads, times), chance, size.times),
        () => losses(trials, chance, size.times), () => clocks(roads, times, chance, size),
    ]) {
        const part = measure();
        context.say(part.told);
        parts.push(part);
    }
    return {
        value: parts.map(part => part.told).join('; '),
        holds: parts.every(part => part.holds), notes: parts.flatMap(part => part.notes),
    };
}

function outage(alarms: readonly Alarm[]): Part {
    const isNamed = ({kind, troubles}: Alarm): boolean => kind === 'silent'
        && troubles[0]!.subject === 'G6.gantry';
    const named = alarms.find(isNamed);
    // Which places the survey has wrong is a question of its own, with its own answer.
    const others = alarms.filter(alarm => alarm !== named
        && !['misplaced', 'slow-section'].includes(alarm.kind));
    const seconds = named ? (named.foundMs - LAST_PASSAGE_MS) / 1000 : Infinity;
    return {
        holds: seconds <= 240 && others.length <= MOST_OTHERS,
        told: `G6 named ${seconds} s after its last passage, ${others.length} other alarms `
            + `(${(others.length / DAYS * 7).toFixed(1)} a week)`,
        notes: ['every alarm of the six days:', ...alarms.map(alarmLine)],
    };
}

function alarmLine({cause, sinceMs, foundMs, endedMs, troubles}: Alarm): string {
    const first = troubles[0]!;
    return `  ${cause}: since ${timeText(sinceMs)}, found ${timeText(foundMs)}, `
        + `${endedMs === undefined ? 'stands' : `ended ${timeText(endedMs)}`}; ${first.subject} `
        + evidenceText(first.evidence);
}

function places(corridor: Corridor, sections: Sections, chance: Chance, times: number): Part {
    const names = corridor.points.filter(({kind}) => kind === 'gantry').map(({id}) => id);
    const text = (faults: readonly SurveyFault[]): string => faults.map(fault =>
        fault.kind === 'misplaced' ? `${names[fault.nth]} at ${Math.round(fault.impliedMetres)} m`
            : `${names[fault.nth]}-${names[fault.nth + 1]} slow`).join(', ');
    const all = faultsByAll(sections);
    const wanted = placeOf(all, names.indexOf('G12'));
    let [good, worst] = [0, 0];
    const strange: string[] = [];
    for (let nth = 0; nth < times; nth++) {
        const faults = faultsByHundred(sections, chance);
        const found = placeOf(faults, names.indexOf('G12'));
        const offMetres = Math.abs((found ?? Infinity) - wanted!);
        worst = Math.max(worst, offMetres);
        const isAlone = faults.every(fault => names[fault.nth]
            === (fault.kind === 'misplaced' ? 'G12' : 'G6'));
        if (isAlone && offMetres <= 500) good++;
        else strange.push(text(faults));
    }
    const moves = names.map((name, nth) => name === 'G12' ? undefined
        : moved(sections, nth, name, chance, Math.max(4, times / 10)));
    const inner = moves.slice(1, -1).filter(move => move !== undefined);
    const found = inner.filter(move => move.good === move.tried).length;
    return {
        holds: good >= times * 0.99 && found === inner.length,
        told: `from 100 cars G12 placed within ${Math.round(worst)} m and nothing else named but `
            + `G6-G7 in ${good} of ${times}; of ${inner.length} inner gantries moved by `
            + `${MOVE_METRES / 1000} km ${found} always placed within 500 m`,
        notes: [
            `all cars say: ${text(all)}`,
            ...strange.slice(0, 5).map(line => `100 cars said: ${line}`),
            ...moves.flatMap(move => move ? [`  ${move.name} moved: ${move.good} of ${move.tried}`]
                : []),
        ],
    };
}

function moved(
    sections: Sections, nth: number, name: string, chance: Chance, tried: number,
): {name: string; good: number; tried: number} {
    let good = 0;
    for (let i = 0; i < tried; i++) {
        const move = {nth, metres: i % 2 === 0 ? MOVE_METRES : -MOVE_METRES};
        const wanted = placeOf(faultsByAll(sections, move), nth) ?? sections.placesMetres[nth]!;
        const found = placeOf(faultsByHundred(sections, chance, move), nth);
        if (Math.abs((found ?? Infinity) - wanted) <= 500) good++;
    }
    return {name, good, tried};
}

function placeOf(faults: readonly SurveyFault[], nth: number): number | undefined {
    const found = faults.find(fault => fault.kind === 'misplaced' && fault.nth === nth);
    return found?.kind === 'misplaced' ? found.impliedMetres : undefined;
}

function losses(trials: readonly Trial[][], chance: Chance, times: number): Part {
    const [fifth, twentieth] = [0.2, 0.05].map(
        share => vehiclesToLoss(trials, share, chance, times));
    return {
        holds: fifth!.median <= 30 && twentieth!.median <= 300,
        told: `a loss of 20 % found in ${fifth!.median} vehicles, of 5 % in ${twentieth!.median} `
            + `(medians of ${times})`,
        notes: [`losses not found in 5,000 vehicles: ${fifth!.missed} and ${twentieth!.missed}; `
            + `moments drawn again because an alarm stood already: `
            + `${fifth!.early + twentieth!.early}`],
    };
}

function clocks(
    roads: Roads, times: readonly Times[], chance: Chance, {times: injections, clocks: of}: Size,
): Part {
    const found = of.map(name => ({
        name, ...smallestOffset(times, roads.find(name)!, chance, injections)}));
    const sharp = found.filter(({name}) => SHARP.has(name));
    const holds = sharp.every(({seconds}) => seconds !== undefined && seconds <= 4);
    return {
        holds,
        told: `clock offsets found from 500 pairs: ${found.map(
            ({name, seconds}) => `${name} ${seconds ?? '> 90'} s`).join(', ')}`,
        notes: found.map(({name, seconds, share}) =>
            `  ${name}: ${seconds} s in ${(share * 100).toFixed(0)} % of ${injections}`),
    };
}
