import {chanceFrom, faultText} from '@karwan/base';
import type {Measured, ProofContext} from '../proof.ts';
import {undescribed} from './column-variants.ts';
import {verdictOn, type Verdict} from './judge.ts';
import {sampleVariants} from './sample.ts';
import {validSchemes} from './valid-schemes.ts';
import {reasons, rules} from './variant.ts';

/** Breaks the checkout's schemes in so many ways and holds each answer against its oracle. */
export function measureBroken(
    {root, seed, say}: Pick<ProofContext, 'root' | 'seed' | 'say'>, count: number,
): Measured {
    const schemes = validSchemes(root);
    for (const table of schemes.flatMap(scheme => scheme.tables)) {
        const unknown = undescribed(table);
        if (unknown.length > 0) throw new Error(`${table.file}: nothing is said of ${unknown}`);
    }
    const {sampled, ways} = sampleVariants(schemes, count, chanceFrom(seed));
    const verdicts = sampled.map(({scheme, variant}) => verdictOn(scheme, variant));
    const wrong = verdicts.filter(verdict => verdict.wrong !== undefined);
    for (const each of wrong.slice(0, 40)) say(wrongText(each));
    const holds = wrong.length === 0 && verdicts.length === count;
    return {
        value: `${verdicts.length - wrong.length} of ${verdicts.length} variants as they must be; `
            + countsText(verdicts),
        holds,
        notes: [
            `${schemes.map(scheme => scheme.name).join(', ')}: ${ways} ways in which a field, row, `
                + 'column or file can be broken',
            ...rules.map(rule => `  ${rule.padEnd(14)}`
                + `${verdicts.filter(({variant}) => variant.rule === rule).length}`),
            ...Object.entries(reasons).map(([reason, text]) => `  taken, ${reason.padEnd(16)}`
                + `${verdicts.filter(each => each.reason === reason).length}  ${text}`),
            `  refused where the fault was put: ${placedText(verdicts)}`,
        ],
    };
}

function countsText(verdicts: readonly Verdict[]): string {
    const taken = verdicts.filter(({reason}) => reason !== undefined).length;
    return `${verdicts.length - taken} refused in their place, ${taken} taken for a reason`;
}

// Of those refused: how many tell one fault, and how many tell the right one first.
function placedText(verdicts: readonly Verdict[]): string {
    const refused = verdicts.filter(({variant}) => 'refusedAt' in variant.expected);
    const alone = refused.filter(({faults}) => faults.length === 1).length;
    const most = Math.max(0, ...refused.map(({faults}) => faults.length));
    return `${alone} of ${refused.length} with one fault and no other, at most ${most}`;
}

function wrongText({scheme, variant, faults, wrong}: Verdict): string {
    const told = faults.slice(0, 3).map(fault => `\n      ${faultText(fault)}`).join('');
    return `${scheme}: ${variant.file} ${variant.field}, ${variant.how}: ${wrong}${told}`;
}
