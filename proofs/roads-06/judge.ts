import {Refusal, type Fault} from '@karwan/base';
import {loadScheme} from '@karwan/tolling';
import type {SchemeTexts} from './scheme-texts.ts';
import type {Reason, Spot, Variant} from './variant.ts';

/** What came of a variant, and whether that is what had to come of it. */
export interface Verdict {
    variant: Variant;
    scheme: string;
    faults: readonly Fault[];
    reason: Reason | undefined;
    /** Why it is not what was expected; undefined where it is. */
    wrong: string | undefined;
}

/** More faults than this for one change are no longer read by anybody. */
const MOST_FAULTS = 60;

/** Loads a variant and holds what comes of it against what had to. */
export function verdictOn(scheme: SchemeTexts, variant: Variant): Verdict {
    const files = new Map(scheme.files);
    if (variant.text === undefined) files.delete(variant.file);
    else files.set(variant.file, variant.text);
    const loaded = faultsOf(files);
    if ('crash' in loaded) {
        const wrong = `no refusal but ${loaded.crash}`;
        return {variant, scheme: scheme.name, faults: [], reason: undefined, wrong};
    }
    const {faults} = loaded;
    const told = {variant, scheme: scheme.name, faults: faults ?? []};
    if ('accepted' in variant.expected) {
        const wrong = faults === undefined ? undefined
            : `refused, though ${variant.expected.accepted}`;
        return {...told, reason: variant.expected.accepted, wrong};
    }
    return {...told, reason: undefined, wrong: wrongPlace(faults, variant.expected)};
}

/** The faults, undefined where the scheme was loaded; anything but a refusal is a crash. */
function faultsOf(
    files: ReadonlyMap<string, string>,
): {faults: readonly Fault[] | undefined} | {crash: string} {
    try {
        loadScheme(files, '');
        return {faults: undefined};
    } catch (error) {
        if (error instanceof Refusal) return {faults: error.faults};
        return {crash: (error as Error).stack!.split('\n').slice(0, 3).join(' ')};
    }
}

function wrongPlace(
    faults: readonly Fault[] | undefined, expected: {refusedAt: readonly Spot[]; isAlone: boolean},
): string | undefined {
    if (!faults) return 'loaded, and nothing allows it';
    const isRight = (fault: Fault): boolean => expected.refusedAt.some(spot =>
        spot.file === fault.place.file && spot.line === fault.place.line
        && spot.column === fault.place.column);
    if (!faults.some(isRight)) {
        return `refused elsewhere; expected at ${expected.refusedAt.slice(0, 3)
            .map(({file, line, column}) => `${file}:${line}:${column}`).join(' or ')}`;
    }
    if (expected.isAlone && faults.length > 1) return 'refused there, and elsewhere besides';
    return faults.length > MOST_FAULTS ? `${faults.length} faults for one change` : undefined;
}
