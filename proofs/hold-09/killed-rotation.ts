import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import type {Chance} from '@karwan/base';
import pg from 'pg';
import {openPostgres} from '../../apps/server/src/postgres.ts';
import {sleep} from '../../apps/server/src/postgres/processes.ts';
import {vaultKeyFile} from '../../apps/server/src/vault-key.ts';
import {openVault} from '../../apps/server/src/vault.ts';
import {buildStale, productEntries} from '../../tools/build.mjs';
import type {ProofContext} from '../proof.ts';

/** What became of the plates while their key was changed and the change was killed. */
export interface Rotations {
    kills: number;
    resumed: number;
    plates: number;
    /** Plates that do not open with the key that is there at the end, or open as another. */
    lost: number;
    keys: number;
}

const LIMIT_MS = 60_000;

/** Starts a change of the key, kills it at some moment, again and again, and lets one end. */
export async function rotateAndKill(
    {root, karwan}: ProofContext, home: string, kills: number, chance: Chance,
): Promise<Rotations> {
    const before = await opened(home);
    const [program] = (await buildStale(root, productEntries(root), 'dist')).values();
    const env = {...process.env, KARWAN_CHECKOUT: root, KARWAN_HOME: home, DATABASE_URL: ''};
    let done = 0;
    let resumed = 0;
    for (let nth = 0; nth < kills; nth++) {
        const child = spawn(process.execPath, [program!, 'vault', 'rotate'], {
            env, stdio: 'ignore'});
        const ended = once(child, 'exit') as Promise<[number | null]>;
        await untilChanged(vaultKeyFile(home), () => child.exitCode !== null);
        // The first ones at once, the others a little later: some in the middle, some at the end.
        await sleep(nth % 2 === 0 ? 0 : chance.below(60));
        child.kill('SIGKILL');
        const [code] = await ended;
        if (code === null) done++;
        const {stdout} = await karwan(
            ['vault', 'rotate', '--json'], {env: {KARWAN_HOME: home}});
        if ((JSON.parse(stdout) as {isResumed: boolean}).isResumed) resumed++;
    }
    const after = await opened(home);
    const lost = [...before.plates].filter(([token, serial]) => after.plates.get(token) !== serial);
    return {
        kills: done, resumed, plates: before.plates.size, lost: lost.length, keys: after.keys,
    };
}

// The new key stands in the file before the first plate is sealed with it.
async function untilChanged(file: string, hasEnded: () => boolean): Promise<void> {
    const before = readFileSync(file, 'utf8');
    const startedMs = performance.now();
    while (readFileSync(file, 'utf8') === before && !hasEnded()) {
        if (performance.now() - startedMs > LIMIT_MS) throw new Error(`${file} did not change`);
        await sleep(1);
    }
}

async function opened(home: string): Promise<{plates: Map<string, string>; keys: number}> {
    const postgres = await openPostgres({dataFolder: home, log: () => undefined});
    const pool = new pg.Pool({connectionString: postgres.url, max: 2});
    try {
        const vault = await openVault(pool, home);
        const {rows} = await pool.query(
            'select token, sealed, key_id as "keyId" from vault');
        const plates = new Map(rows.map(row => {
            const {jurisdiction, serial} = vault.unseal(row);
            return [row.token as string, `${jurisdiction} ${serial}`];
        }));
        return {plates, keys: new Set(rows.map(row => row.keyId as string)).size};
    } finally {
        await pool.end();
        await postgres.stop();
    }
}
