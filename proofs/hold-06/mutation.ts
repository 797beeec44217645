import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {dirname, join} from 'node:path';
import {chanceFrom} from '@karwan/base';
import type {Measured, ProofContext} from '../proof.ts';
import {buildLean} from './lean-build.ts';
import {baselineOf, fateOf, type Fate} from './mutant-runs.ts';
import {mutated, type Mutant} from './mutants.ts';
import {STEPS, type Step} from './steps.ts';

/** Mutants are taken in an order by seed; what is not judged in these minutes is left out. */
const LIMIT_MS = Number(process.env['KARWAN_MINUTES'] ?? 55) * 60_000;
const LEAST = 0.8;
const UNNOTICED = 'dist/hold-06/unnoticed.txt';

/** The steps that decide what is charged. */
const DECIDING = new Set(
    ['trip', 'window', 'tariff', 'due', 'settlement', 'tag status', 'ledger']);

/** Stories and laws of all steps that need no server, and those of the steps together. */
const TESTS = [
    ...STEPS.flatMap(({stories, laws}) => [...stories, ...laws]),
    'packages/tolling/src/pipeline.test.ts',
].filter(file => file.startsWith('packages/'));

/** Changes every place of the files that decide, and counts what the tests make of it. */
export async function mutationScore({root, seed, say}: ProofContext): Promise<Measured> {
    const startedMs = performance.now();
    const steps = STEPS.filter(({name}) => DECIDING.has(name));
    const {texts, mutants} = await mutated(root, steps.flatMap(step => step.code));
    const into = join(root, 'dist', 'hold-06', String(process.pid));
    try {
        const build = await buildLean(root, into, TESTS, texts);
        const baselines = await inTurns(TESTS, file => baselineOf(file, build));
        say(`${mutants.length} mutants of ${texts.size} files, `
            + `${baselines.reduce((sum, each) => sum + each.tests, 0)} stories and laws`);
        const isOver = () => performance.now() - startedMs > LIMIT_MS;
        const judged = await judgedOf(inOrderOf(seed, mutants), isOver, mutant =>
            fateOf(mutant, build, baselines, nearestTo(mutant, steps)), say,
            judged => writeUnnoticed(root, judged));
        return measuredOf(root, steps, mutants.length, judged);
    } finally {
        rmSync(into, {recursive: true, force: true});
    }
}

interface Judged {
    readonly mutant: Mutant;
    readonly fate: Fate;
}

async function judgedOf(
    mutants: readonly Mutant[], isOver: () => boolean, judge: (mutant: Mutant) => Promise<Fate>,
    say: (line: string) => void, keep: (judged: readonly Judged[]) => void,
): Promise<Judged[]> {
    const judged: Judged[] = [];
    await inTurns(mutants, async mutant => {
        if (isOver()) return;
        judged.push({mutant, fate: await judge(mutant)});
        if (judged.length % 100 === 0) {
            say(`${judged.length} judged, ${scoreText(judged)}`);
            keep(judged);
        }
    });
    return judged;
}

// As many at once as there are cores.
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
    const results: R[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
        while (next < items.length) {
            const nth = next++;
            results[nth] = await work(items[nth]!);
        }
    };
    await Promise.all(Array.from({length: availableParallelism()}, worker));
    return results;
}

function inOrderOf(seed: number, mutants: readonly Mutant[]): Mutant[] {
    const chance = chanceFrom(seed);
    return mutants.map(mutant => ({mutant, place: chance.uniform()}))
        .sort((a, b) => a.place - b.place).map(({mutant}) => mutant);
}

// The tests of its own step, and those that bear its file's name.
function nearestTo({file}: Mutant, steps: readonly Step[]): Set<string> {
    const step = steps.find(({code}) => code.includes(file))!;
    const own = ['test', 'law'].map(kind => file.replace(/ts$/, `${kind}.ts`));
    return new Set([...own, ...step.stories, ...step.laws]);
}

const isNoticed = ({fate}: Judged): boolean => fate.fate === 'noticed';
const share = (judged: readonly Judged[]): number =>
    judged.filter(isNoticed).length / Math.max(1, judged.length);
const scoreText = (judged: readonly Judged[]): string => `${(share(judged) * 100).toFixed(1)} %`;

function measuredOf(
    root: string, steps: readonly Step[], count: number, judged: readonly Judged[],
): Measured {
    const unnoticed = writeUnnoticed(root, judged);
    const table = steps.flatMap(({name, code}) => [
        `${name}: ${scoreText(judged.filter(({mutant}) => code.includes(mutant.file)))}`,
        ...code.map(file => {
            const own = judged.filter(({mutant}) => mutant.file === file);
            const unreached = own.filter(({fate}) => fate.fate === 'unreached').length;
            return `    ${file}: ${scoreText(own)} of ${own.length}, ${unreached} unreached`;
        }),
    ]);
    return {
        value: `${scoreText(judged)} of ${judged.length}`
            + (judged.length < count ? `, drawn from ${count}` : ''),
        holds: share(judged) >= LEAST,
        notes: [...table, `${unnoticed} unnoticed, in ${UNNOTICED}`],
    };
}

/** Lists what went unnoticed, for whoever writes the next story; says how many there are. */
function writeUnnoticed(root: string, judged: readonly Judged[]): number {
    const lines = judged.filter(each => !isNoticed(each)).map(survivorText).sort();
    mkdirSync(join(root, dirname(UNNOTICED)), {recursive: true});
    writeFileSync(join(root, UNNOTICED), `${lines.join('\n')}\n`);
    return lines.length;
}

function survivorText({mutant, fate}: Judged): string {
    const {file, line, mutator, before, after} = mutant;
    const flat = (text: string) => text.replace(/\s+/g, ' ').slice(0, 160);
    return `${file}:${String(line).padStart(4)} ${fate.fate} ${mutator}: `
        + `${flat(before)}  =>  ${flat(after)}`;
}
