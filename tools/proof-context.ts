import {spawn} from 'node:child_process';
import {randomInt} from 'node:crypto';
import {chmodSync, existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {findReferenceFolder} from '../apps/server/src/checkout.ts';
import {findChromium} from '../apps/server/src/doctor/machine.ts';
import type {KarwanOptions, KarwanRun, Need, Proof, ProofContext} from '../proofs/proof.ts';
import {buildStale, productEntries} from './build.mjs';

const KARWAN_LIMIT_MS = 600_000;

/** What a proof needs and this machine lacks, in words that say how to mend it. */
export function missingNeeds({needs = []}: Proof): string[] {
    return needs.map(need => FIND[need]() === undefined ? HOW_TO_GET[need] : undefined)
        .filter(text => text !== undefined);
}

const FIND: Record<Need, () => string | undefined> = {
    reference: findReferenceFolder,
    chromium: findChromium,
    peers: findPeers,
    idle: () => 'is waited for',
};

const HOW_TO_GET: Record<Need, string> = {
    reference: 'the reference data: name its folder in KARWAN_REFERENCE',
    chromium: 'a Chromium: install one, or name it in KARWAN_CHROMIUM',
    peers: 'checkouts of other projects: name their folder in KARWAN_PEERS',
    idle: 'an idle machine',
};

/** The context of one run, and what to do when it ends. */
export function proofContext(
    root: string, {id, needs = []}: Proof, say: (line: string) => void,
): {context: ProofContext; cleanUp: () => void} {
    const folders: string[] = [];
    const seed = Number(process.env['KARWAN_SEED'] ?? randomInt(1, 2 ** 31));
    const named = (need: Need): string => {
        const found = needs.includes(need) ? FIND[need]() : undefined;
        if (found === undefined) throw new Error(`${id} uses '${need}' without naming it in needs`);
        return found;
    };
    const scratch = () => {
        const folder = mkdtempSync(join(tmpdir(), `karwan-proof-${process.pid}-`));
        chmodSync(folder, 0o711);
        folders.push(folder);
        return folder;
    };
    const context = {
        root, seed, say, scratch,
        get reference() { return named('reference'); },
        get chromium() { return named('chromium'); },
        peer: (name: string) => peerIn(named('peers'), name),
        karwan: (args: readonly string[], options: KarwanOptions = {}) =>
            runKarwan(root, args, {...options, env: {KARWAN_HOME: scratch(), ...options.env}}),
    };
    const cleanUp = () => folders.forEach(folder => rmSync(folder, {recursive: true, force: true}));
    return {context, cleanUp};
}

function findPeers(): string | undefined {
    const named = process.env['KARWAN_PEERS'];
    return named && existsSync(named) ? named : undefined;
}

function peerIn(folder: string, name: string): string {
    const found = readdirSync(folder).find(each => each === name || each.startsWith(`${name}@`));
    if (found === undefined) throw new Error(`found no ${name}@commit in ${folder}`);
    return join(folder, found);
}

async function runKarwan(
    root: string, args: readonly string[], {env, input, limitMs = KARWAN_LIMIT_MS}: KarwanOptions,
): Promise<KarwanRun> {
    const [karwan] = (await buildStale(root, productEntries(root), 'dist')).values();
    const startedMs = performance.now();
    return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, ['--enable-source-maps', karwan!, ...args], {
            env: {...process.env, KARWAN_CHECKOUT: root, ...env},
            timeout: limitMs, killSignal: 'SIGKILL', stdio: ['pipe', 'pipe', 'pipe'],
        });
        let [stdout, stderr] = ['', ''];
        child.stdout.setEncoding('utf8').on('data', text => { stdout += text; });
        child.stderr.setEncoding('utf8').on('data', text => { stderr += text; });
        child.on('error', reject);
        child.on('close', (code, signal) => {
            const seconds = (performance.now() - startedMs) / 1000;
            if (code !== null) return resolve({code, stdout, stderr, seconds});
            reject(new Error(`karwan ${args.join(' ')} was ended by ${signal} after ${seconds} s`));
        });
        child.stdin.end(input ?? '');
    });
}
