import {join} from 'node:path';
import type {Scheme} from '@karwan/tolling';
import {schemeFrom} from '../apps/server/src/scheme-files.ts';
import {proof} from './proof.ts';
import {faultOf, lineOf, minor, withoutTag, type Told} from './roads-01/held.ts';
import {
    conflictsIn, fatesIn, printedTolls, type Fate, type PrintedToll, type Verdict,
} from './roads-01/tables.ts';

const PRINTED = 233;
const ROADS = ['M-1', 'M-2', 'M-3', 'M-4', 'M-5', 'M-9', 'M-11', 'M-14', 'E-35'];
/** Published lines whose figures stand in no printed row: the M-2's rates by Business Recorder. */
const OTHER_SOURCES = ['M-2/articulated/2024-08-26', 'M-2/bus/2024-08-26', 'M-2/truck/2024-08-26'];
/** The no-tag prices whose tag toll is printed too: six roads' cars, and all classes of the M-2. */
const NO_TAG = {hits: 11, of: 12};

export default proof({
    id: 'roads-01',
    claim: 'nine roads: each printed toll is counted once, as computed from others, carried, in '
        + 'conflict or outside; check tells each road and class by how well it is known',
    bar: 'all 233 counted once and each verdict true; no-tag 11 of 12; no printed row and no '
        + 'published line unused',
    kind: 'held', short: true, needs: ['reference'],
    async measure({root, reference, karwan}) {
        const folder = join(root, 'corridors', 'pakistan');
        const scheme = schemeFrom(folder);
        const conflicts = conflictsIn(folder);
        const printed = printedTolls(reference, folder);
        const fates = fatesIn(folder);
        const told = printed.map(toll => toldOf(toll, fates));
        const faults = [
            ...told.flatMap(each => typeof each === 'string' ? [each] : []),
            ...fates.filter(fate => !told.some(each => typeof each !== 'string'
                && each.fate === fate)).map(fate => `printed-tolls.csv:${fate.line} takes no row`),
        ];
        const known = told.filter(each => typeof each !== 'string');
        for (const each of known) {
            const fault = faultOf(each, scheme, conflicts);
            if (fault) faults.push(`${nameOf(each.toll)}: ${fault}`);
        }
        if (conflicts.length !== countOf(known, 'conflict')) faults.push('a conflict of no row');
        faults.push(...unusedLines(scheme, known));
        const noTag = noTagPrices(scheme, printed);
        const {stdout, code} = await karwan(['scheme', 'check', 'pakistan']);
        faults.push(...screenFaults(stdout, code, scheme));
        const counts = (['computed', 'input', 'conflict', 'outside'] as const)
            .map(verdict => `${countOf(known, verdict)} ${verdict}`).join(', ');
        return {
            value: `${known.length} of ${printed.length}: ${counts}; no-tag ${noTag.hits} of `
                + `${noTag.of}; ${faults.length} faults`,
            holds: faults.length === 0 && printed.length === PRINTED
                && noTag.hits === NO_TAG.hits && noTag.of === NO_TAG.of,
            notes: [
                ...faults.slice(0, 30), ...noTag.lines, octoberLine(scheme, printed),
                ...conflicts.map(each => `conflict: ${each.road} ${each.class} ${each.day}, `
                    + `${each.payer}: printed ${each.printed}, other ${each.other}, chosen `
                    + `${each.chosen || 'neither'}`),
                stdout.trimEnd(),
            ],
        };
    },
});

// Exactly one row of printed-tolls.csv takes a printed toll.
function toldOf(toll: PrintedToll, fates: readonly Fate[]): Told | string {
    const taking = fates.filter(fate => fate.road === toll.road && fate.basis === toll.basis
        && fate.payer === toll.payer && fate.validFrom === toll.validFrom
        && (fate.classes?.includes(toll.printedClass) ?? true));
    const [fate] = taking;
    return fate && taking.length === 1 ? {toll, fate}
        : `${nameOf(toll)} is taken by ${taking.length} rows of printed-tolls.csv`;
}

function countOf(told: readonly Told[], verdict: Verdict): number {
    return told.filter(({fate}) => fate.verdict === verdict).length;
}

// What the scheme calls published was printed: each such line is the input or the choice of a row.
function unusedLines(scheme: Scheme, told: readonly Told[]): string[] {
    const used = new Set(told.map(each => lineOf(each, scheme)?.id));
    const unused = scheme.tariffs.filter(line =>
        line.origin.status === 'published' && !used.has(line.id)).map(line => line.id).sort();
    return unused.join() === OTHER_SOURCES.join() ? []
        : [`published lines that no printed row gives: ${unused.join(', ')}`];
}

// What the + 50 % rule makes of the tag tolls that were in print on the day it came.
function noTagPrices(scheme: Scheme, printed: readonly PrintedToll[]) {
    const prices = printed.filter(toll => toll.payer === 'no tag');
    const pairs = prices.flatMap(price => {
        const tag = printed.findLast(toll => toll.payer === 'tag' && toll.road === price.road
            && toll.basis === 'whole road' && toll.class === price.class
            && toll.validFrom === (price.road === 'M-2' ? '2024-08-26' : '2025-04-01'));
        return tag ? [{price, tag, made: withoutTag(minor(tag.amount), scheme)}] : [];
    });
    const hits = pairs.filter(({price, made}) => made === minor(price.amount)).length;
    return {
        hits, of: pairs.length,
        lines: pairs.map(({price, tag, made}) => `without tag, ${price.road} ${price.class}: `
            + `${tag.amount} makes ${made / 100n}, printed ${price.amount}`
            + (made === minor(price.amount) ? '' : '  <- does not come out')),
    };
}

// Carried and yet computable: October 2024 is July + 30 %, to the nearest Rs 10.
function octoberLine(scheme: Scheme, printed: readonly PrintedToll[]): string {
    const ofDay = (day: string) => printed.filter(toll => toll.basis === 'whole road'
        && toll.validFrom === day && scheme.corridor.roads.some(({id}) => id === toll.road));
    const pairs = ofDay('2024-10-01').flatMap(october => {
        const july = ofDay('2024-07-01').find(
            toll => toll.road === october.road && toll.class === october.class);
        return july ? [{october, made: Math.floor(Number(july.amount) * 1.3 / 10 + 0.5) * 10}] : [];
    });
    const missed = pairs.filter(({october, made}) => made !== Number(october.amount));
    return `of the carried rows ${pairs.length - missed.length} of ${pairs.length} of October 2024 `
        + `are July's + 30 %; not ${missed.map(({october}) => nameOf(october)).join(', ')}`;
}

// The screen names every road with every class, and nothing runs out of it.
function screenFaults(screen: string, code: number, scheme: Scheme): string[] {
    const lines = screen.trimEnd().split('\n');
    const ids = scheme.corridor.roads.map(({id}) => id);
    const cells = (road: string): number => lines.filter(line => line.startsWith(`${road} `))
        .flatMap(line => line.match(/(?:\d+|-)\/(?:\d+|-)\/(?:\d+|-)/g) ?? []).length;
    return [
        ...code === 0 ? [] : [`scheme check ended with ${code}`],
        ...ids.join() === ROADS.join() ? [] : [`found the roads ${ids.join()}`],
        // Six classes, and lengths, places and gantries.
        ...ids.filter(road => cells(road) !== scheme.corridor.classes.length + 3)
            .map(road => `scheme check does not tell the ${road} by class`),
        ...lines.length <= 45 && lines.every(line => line.length <= 110) ? []
            : ['scheme check is larger than a screen'],
    ];
}

function nameOf({line, road, class: name, validFrom, payer}: PrintedToll): string {
    return `${road} ${name} ${validFrom || 'undated'}, ${payer} (row ${line})`;
}
