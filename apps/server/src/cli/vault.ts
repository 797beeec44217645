import {counted} from '../counted.ts';
import {findVaultKey, vaultKeyFile} from '../vault-key.ts';
import {rotate} from '../vault/rotate.ts';
import type {Said} from './command.ts';
import {inSession} from './session.ts';

/** Exits: `done`, `unavailable` where the key is missing or another run changes it. */
export function rotateHere(): Promise<Said> {
    return inSession(async ({pool, home}) => {
        const file = vaultKeyFile(home);
        const done = await rotate(pool, file, Date.now);
        const text = `${counted(done.plates, 'plate')} sealed anew with key ${done.key}; `
            + `${done.retired.join(', ')} ${done.isResumed ? 'is retired; an earlier run had been '
                + 'stopped on the way' : 'is retired'}`;
        return {
            json: {...done, file}, text, warning: `${file} has changed: copy it to its safe place. `
                + 'Keep the old copy as long as there are backups made before: it opens them.',
        };
    });
}

/** How many plates are sealed with which key. */
export function status(): Promise<Said> {
    return inSession(async ({pool, home}) => {
        const {rows: keys} = await pool.query<{key: string; plates: number}>(
            `select key_id as key, count(*)::int as plates from vault group by 1 order by 1`);
        const {rows: retired} = await pool.query<{key: string; retiredMs: number}>(
            `select id as key, retired_ms::float8 as "retiredMs" from retired_key order by 2, 1`);
        const file = vaultKeyFile(home);
        const sealsWith = findVaultKey(file)?.id;
        const text = [
            `${file} seals with key ${sealsWith}`,
            ...keys.map(({key, plates}) => `${key}  opens ${counted(plates, 'plate')}`),
            ...retired.map(({key, retiredMs}) =>
                `${key}  retired ${new Date(retiredMs).toISOString()}`),
        ].join('\n');
        return {json: {file, sealsWith, keys, retired}, text};
    });
}
