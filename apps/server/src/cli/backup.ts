import {statSync} from 'node:fs';
import {backUp} from '../backup/back-up.ts';
import {restore, type Restored} from '../backup/restore.ts';
import {counted, grouped} from '../counted.ts';
import {findVaultKey, vaultKeyFile} from '../vault-key.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {openDatabase, type DatabaseSession} from './session.ts';

/** Exits: `done`, `refused-input` where the file exists or cannot be written. */
export function backup([file]: string[]): Promise<Said> {
    // Not brought up to date first: a backup before an upgrade is of what was before it.
    return inDatabase('work', async ({pool, home}) => {
        const client = await pool.connect();
        const done = await backUp(client, file!, Date.now()).finally(() => client.release());
        const {tables, rows, bytes, digest, head} = done;
        const text = `${file}: ${counted(tables, 'table')}, ${counted(rows, 'row')}, `
            + `${grouped(bytes)} bytes; the log up to ${grouped(head.headSeq)}, worked off up to `
            + `${grouped(head.cursorSeq)}\ndigest ${digest}`;
        return {
            json: done, text, warning: `The key of the vault is not inside: keep a copy of `
                + `${vaultKeyFile(home)} in another place than this file.`,
        };
    });
}

/** Exits: `done`, `not-found`, `refused-input` where the file or the database is not as it must. */
export async function restoreHere([file]: string[]): Promise<Said> {
    if (!statSync(file!, {throwIfNoEntry: false})?.isFile()) {
        throw new Stop('not-found', `found no file ${file}`);
    }
    return inDatabase('serve', async ({pool, home}) => {
        const client = await pool.connect();
        const done = await restore(client, file!, Date.now()).finally(() => client.release());
        const {tables, rows, digest, head, upgraded} = done;
        const text = `${counted(tables, 'table')}, ${counted(rows, 'row')} restored as of `
            + `${new Date(head.madeMs).toISOString()}, digest ${digest}`
            + (upgraded.length === 0 ? '' : `\nbrought up to date: ${upgraded.join(', ')}`);
        return {json: {...done, file}, text, warning: keyText(done, home)};
    });
}

function keyText({head: {vaultKeys}}: Restored, home: string): string {
    const file = vaultKeyFile(home);
    const found = findVaultKey(file);
    const ours = found ? [found, ...found.older].map(({id}) => id) : [];
    const missing = vaultKeys.filter(id => !ours.includes(id));
    return missing.length === 0 ? '' : `Plates in it are sealed with key ${missing.join(', ')}, `
        + `which ${file} does not hold: put its copy there before the next command.`;
}

async function inDatabase<T>(
    purpose: 'work' | 'serve', work: (session: DatabaseSession) => Promise<T>,
): Promise<T> {
    const session = await openDatabase(purpose);
    try {
        return await work(session);
    } finally {
        await session.close();
    }
}
