import {chanceFrom, faultText, Refusal, type Chance, type Fault} from '@karwan/base';
import {loadNetwork} from '@karwan/network';
import type {Measured} from '../proof.ts';
import {variantsOf, type Variant} from './variants.ts';

/** Breaks these files in `count` ways drawn by seed and holds each refusal against its place. */
export function measureBroken(
    files: ReadonlyMap<string, string>, count: number, seed: number, say: (line: string) => void,
): Measured {
    loadNetwork(files);
    const chance = chanceFrom(seed);
    const ways = variantsOf(files, chance);
    const sampled = sampleOf(ways, files, count, chance);
    const verdicts = sampled.map(variant => ({variant, faults: faultsOf(files, variant)}));
    const wrong = verdicts.filter(({variant, faults}) => !isTold(variant, faults));
    for (const {variant, faults} of wrong.slice(0, 30)) {
        say(`${variant.how}, line ${variant.line}: ${faults?.slice(0, 2).map(faultText).join(' | ')
            ?? 'taken'}`);
    }
    const alone = verdicts.filter(({faults}) => faults?.length === 1).length;
    return {
        value: `${sampled.length - wrong.length} of ${sampled.length} refused in their place`,
        holds: wrong.length === 0 && sampled.length >= count,
        notes: [`${ways.length} ways in which a field, row, column or file is broken`,
            `${alone} with that fault and no other`],
    };
}

// Every way once before any comes twice, at another place then.
function sampleOf(
    ways: readonly Variant[], files: ReadonlyMap<string, string>, count: number, chance: Chance,
): Variant[] {
    const taken = shuffled(ways, chance);
    while (taken.length < count) taken.push(...shuffled(variantsOf(files, chance), chance));
    return taken.slice(0, count);
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
    return items.map(item => ({item, at: chance.uniform()}))
        .sort((a, b) => a.at - b.at).map(({item}) => item);
}

function faultsOf(
    files: ReadonlyMap<string, string>, {file, text}: Variant,
): readonly Fault[] | undefined {
    const changed = new Map(files);
    if (text === undefined) changed.delete(file);
    else changed.set(file, text);
    try {
        loadNetwork(changed);
        return undefined;
    } catch (error) {
        if (error instanceof Refusal) return error.faults;
        throw error;
    }
}

function isTold({file, line, column}: Variant, faults: readonly Fault[] | undefined): boolean {
    return faults?.some(({place, found, expected}) => place.file === file && place.line === line
        && (column === undefined || place.column === column)
        && found !== '' && expected !== '') ?? false;
}
