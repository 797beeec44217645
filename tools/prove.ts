import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import type {Measured, Proof} from '../proofs/proof.ts';
import {endBuilds} from './build.mjs';
import {cpuSeconds, IDLE_LOAD, loadNow, machineName, waitForIdle} from './machine.ts';
import {missingNeeds, proofContext} from './proof-context.ts';
import {loadProof, loadProofs} from './proof-files.ts';
import {age, lastResults, recordResult} from './results.ts';

/** 0: it holds, or needs eyes. 1: it does not. 2: asked wrongly. 3: nothing can be said here. */
const EXIT = {holds: 0, fails: 1, usage: 2, undecided: 3} as const;

/** The last line of a run. */
interface Verdict {
    readonly id: string;
    readonly holds: boolean | null;
    readonly value: string | number | null;
    readonly bar: string;
    readonly seconds: number;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(args: readonly string[]): Promise<number> {
    const root = checkoutFolder();
    const unknown = args.find(arg => arg.startsWith('-') && arg !== '--all' && arg !== '--record');
    if (unknown) throw new Error(`found ${unknown}, expected ids of proofs, --all or --record`);
    const ids = args.filter(arg => !arg.startsWith('-'));
    const isRecorded = args.includes('--record');
    if (args.includes('--all')) return proveAll(root, isRecorded);
    if (ids.length === 0) return list(root);
    if (ids.length > 1) return proveEach(root, ids, isRecorded);
    return proveOne(root, await loadProof(root, ids[0]!), isRecorded);
}

async function list(root: string): Promise<number> {
    const results = lastResults(root);
    for (const {id, kind, short, claim, bar} of await loadProofs(root)) {
        const last = results.get(id);
        const when = kind === 'held' && short ? 'held, in npm test' : kind;
        say(`${id}  (${when})  ${claim}`);
        say(`    bar     ${bar}`);
        const told = last && `${last.value}  ${last.verdict}, ${age(last.date, Date.now())}`;
        say(`    figure  ${told ?? 'none recorded yet'}`);
    }
    say('\nnpm run prove -- <id> runs one, --record keeps its figure,');
    say('--all runs what npm test does not');
    return EXIT.holds;
}

async function proveOne(root: string, proof: Proof, isRecorded: boolean): Promise<number> {
    say(`${proof.id}: ${proof.claim}`);
    say(`bar: ${proof.bar}`);
    const missing = missingNeeds(proof);
    if (missing.length > 0) return cannotRun(proof, missing);
    const isIdle = proof.needs?.includes('idle') ?? false;
    const load = isIdle ? await waitForIdle(say) : loadNow();
    const startedMs = performance.now();
    const startedCpu = cpuSeconds();
    const {context, cleanUp} = proofContext(root, proof, say);
    say(`seed: ${context.seed}`);
    try {
        const measured = await Promise.resolve(context)
            .then(given => proof.measure(given)).catch(whatStoppedIt);
        const seconds = Number(((performance.now() - startedMs) / 1000).toFixed(2));
        for (const note of measured.notes ?? []) say(note);
        if (proof.kind === 'timed') sayTimes(cpuSeconds() - startedCpu, load);
        const isUnsure = isIdle && load >= IDLE_LOAD && measured.value !== STOPPED;
        const holds = isUnsure ? null : measured.holds;
        const verdict = {id: proof.id, holds, value: measured.value, bar: proof.bar, seconds};
        if (isRecorded) keep(root, proof, verdict, load);
        return close(proof, verdict);
    } finally {
        cleanUp();
    }
}

const STOPPED = 'it stopped with a fault';

// A proof that cannot be finished does not hold; the fault says where it stopped.
function whatStoppedIt(error: Error): Measured {
    return {value: STOPPED, holds: false, notes: (error.stack ?? error.message).split('\n')};
}

function sayTimes(cpu: number, load: number): void {
    say(`CPU: ${cpu.toFixed(2)} s (user and system, with children), load at the start: `
        + `${load.toFixed(2)}, on ${machineName()}`);
    if (load >= IDLE_LOAD) say('the machine was not idle: elapsed time decides nothing here');
}

function cannotRun(proof: Proof, missing: readonly string[]): number {
    say(`did not run; it needs ${missing.join(', and ')}`);
    return close(proof, {id: proof.id, holds: null, value: null, bar: proof.bar, seconds: 0});
}

function close(proof: Proof, verdict: Verdict): number {
    say(JSON.stringify(verdict));
    if (verdict.holds === null) return proof.kind === 'seen' ? EXIT.holds : EXIT.undecided;
    return verdict.holds ? EXIT.holds : EXIT.fails;
}

function keep(root: string, proof: Proof, verdict: Verdict, load: number): void {
    const {id, holds, value, seconds} = verdict;
    const undecided = proof.kind === 'seen' ? 'seen' : 'undecided';
    recordResult(root, {
        date: new Date().toISOString().slice(0, 16).replace('T', ' '),
        id,
        value: String(value),
        verdict: holds === null ? undecided : holds ? 'holds' : 'does not hold',
        load: load.toFixed(2),
        seconds: seconds.toFixed(1),
    });
}

/** What `npm test` does not run: the long, the timed and those that need more than a checkout. */
async function proveAll(root: string, isRecorded: boolean): Promise<number> {
    const proofs = await loadProofs(root);
    const others = proofs.filter(proof => !(proof.kind === 'held' && proof.short));
    return proveEach(root, others.map(({id}) => id), isRecorded);
}

// Each in a process of its own, so that none measures what another left in memory.
function proveEach(root: string, ids: readonly string[], isRecorded: boolean): number {
    const codes = ids.map(id => {
        const door = join(root, 'tools', 'run.mjs');
        const args = [door, 'prove', id, ...isRecorded ? ['--record'] : []];
        const {status} = spawnSync(process.execPath, args, {stdio: 'inherit'});
        say('');
        return status ?? EXIT.fails;
    });
    const worst = [EXIT.fails, EXIT.usage, EXIT.undecided].find(code => codes.includes(code));
    ids.forEach((id, index) => say(`${id}  ${WORDS[codes[index]!] ?? `exit ${codes[index]}`}`));
    return worst ?? (codes.some(code => code !== 0) ? EXIT.fails : EXIT.holds);
}

const WORDS: Record<number, string> = {
    [EXIT.holds]: 'holds', [EXIT.fails]: 'does not hold', [EXIT.undecided]: 'undecided here',
};

try {
    process.exitCode = await main(process.argv.slice(2));
} catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exitCode = EXIT.fails;
} finally {
    await endBuilds();
}
