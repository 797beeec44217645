import {chanceFrom} from '@karwan/base';
import type {Measured, ProofContext} from '../proof.ts';
import {firstReadings} from '../thread-02/reference-lines.ts';
import {filledLog, writtenIn, type FilledLog} from './filled-log.ts';
import {wakeLate, type Woken} from './wakes-late.ts';
import {startWork, workedBy} from './work-process.ts';

/** How long the log is, and how often two workers fall asleep over a copy of it. */
export interface Size {
    lines: number;
    sleeps: number;
}

/** Works off copies of one log by one worker, by two, and by two that fall asleep and wake late. */
export async function measureTwoWorkers(
    context: ProofContext, {lines, sleeps}: Size,
): Promise<Measured> {
    const {file} = firstReadings(context.reference, lines, context.scratch());
    const asleep = Array.from({length: sleeps}, (_, nth) => `asleep_${nth}`);
    const log = await filledLog(context.scratch(), file, ['one', 'two', ...asleep]);
    try {
        for (const [name, workers] of [['one', 1], ['two', 2]] as const) {
            const work = await startWork(context.root, log.home, log.url(name), workers);
            const {batches, readings} = await workedBy(work);
            context.say(`${name}: ${readings} readings in ${batches} batches`);
        }
        const chance = chanceFrom(context.seed);
        const woken: Woken[] = [];
        for (const name of asleep) {
            woken.push(await wakeLate(context.root, log, name, chance));
            context.say(wokenText(woken.at(-1)!));
        }
        return await comparedOf(context, log, asleep, woken);
    } finally {
        await log.close();
    }
}

async function comparedOf(
    context: ProofContext, log: FilledLog, asleep: readonly string[], woken: readonly Woken[],
): Promise<Measured> {
    const expected = await writtenIn(log, 'one');
    const isSame = await writtenIn(log, 'two') === expected;
    const digests = new Map<string, string>();
    for (const name of ['one', 'two', ...asleep]) {
        digests.set(name, await digestOf(context, log, name));
    }
    const others = asleep.filter(name => digests.get(name) !== digests.get('one'));
    const changed = woken.filter(({isUnchanged}) => !isUnchanged).length;
    const hasSame = digests.get('two') === digests.get('one');
    const inTransaction = woken.filter(each => each.isInTransaction).length;
    return {
        value: `one worker and two: ${isSame ? 'the same rows' : 'OTHER ROWS'}, `
            + `${hasSame ? 'the same digest' : 'ANOTHER DIGEST'}; ${woken.length} times asleep, `
            + `${inTransaction} between BEGIN and COMMIT: ${changed} changed a row on waking, `
            + `${others.length} came to another digest`,
        holds: isSame && hasSame && changed === 0 && others.length === 0,
        notes: [
            `digest ${digests.get('one')!}`,
            ...isSame ? [] : ['by one:', expected, 'by two:', await writtenIn(log, 'two')],
        ],
    };
}

async function digestOf(
    {karwan}: ProofContext, log: FilledLog, name: string,
): Promise<string> {
    const {code, stdout, stderr} = await karwan(['verify', '--digest', '--json'],
        {env: {KARWAN_HOME: log.home, DATABASE_URL: log.url(name)}});
    if (code !== 0) throw new Error(`verify of ${name}: exit ${code}: ${stdout}${stderr}`);
    return (JSON.parse(stdout) as {digest: {digest: string}}).digest.digest;
}

function wokenText({batches, isInTransaction, isCutOff, code, isUnchanged}: Woken): string {
    return `asleep after ${batches} batches, ${isInTransaction ? 'in' : 'outside'} a transaction`
        + `${isCutOff ? ', which others had to wait for and the server ended' : ''}; `
        + `woken: exit ${code}, ${isUnchanged ? 'nothing changed' : 'ROWS CHANGED'}`;
}
