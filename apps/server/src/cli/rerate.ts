import {moneyText, type Currency} from '@karwan/base';
import {grouped} from '../counted.ts';
import {settingOf} from '../ingest.ts';
import {movesUnder, type Move} from '../rerate/moves.ts';
import {rateAnew} from '../rerate/rate-anew.ts';
import {versionsMeant} from '../rerate/versions.ts';
import type {Said} from './command.ts';
import {groupedMoney} from './balance-table.ts';
import {Stop} from './exit-code.ts';
import {readSession} from './read-session.ts';
import {corridorSession, type Session} from './session.ts';
import type {Setting} from '@karwan/tolling';

type Options = Record<string, unknown>;

/** Exits: `done`, `not-found` without such a version, `refused-input`. */
export function rerate(options: Options): Promise<Said> {
    const from = options['from'] as string;
    const scheme = options['scheme'] as string | undefined;
    if (options['dryRun'] === true) {
        return readSession(scheme, async session => {
            const {moves, versions} = await foreseen(session, session.setting, from);
            return said(moves, versions, session.setting, undefined);
        });
    }
    return corridorSession(scheme, async session => {
        const {pool, vault, ingest} = session;
        await ingest.workOff();
        const setting = settingOf(session.scheme);
        const {moves, versions} = await foreseen(session, setting, from);
        const vehicles = await rateAnew(pool, vault, session.scheme, versions, Date.now());
        await ingest.workOff();
        return said(moves, versions, setting, vehicles);
    });
}

async function foreseen(
    {pool}: Pick<Session, 'pool'>, setting: Setting, from: string,
): Promise<{moves: Move[]; versions: string[]}> {
    const client = await pool.connect();
    try {
        await client.query('begin isolation level repeatable read read only');
        await client.query(`set local jit = off; set local work_mem = '128MB'`);
        const {digests, known} = await versionsMeant(client, from, setting.scheme.digest);
        if (digests.length === 0) {
            throw new Stop('not-found', `found no other version ${from}; expected one of `
                + `${known.join(', ')} or all, and files that differ from it`);
        }
        const found = await movesUnder(client, setting, digests);
        if (found.answer === 'reads-otherwise') {
            throw new Stop('refused-input', `found ${found.passages} passages that these files `
                + 'read or identify otherwise, expected none: only prices, windows and the cutting '
                + 'of trips are rated anew');
        }
        return {moves: found.moves, versions: digests};
    } finally {
        await client.query('rollback').catch(() => undefined);
        client.release();
    }
}

function said(
    moves: readonly Move[], versions: readonly string[], {scheme}: Setting,
    vehicles: number | undefined,
): Said {
    const {currency} = scheme.corridor;
    const movedMinor = moves.reduce((sum, each) => sum + each.afterMinor - each.beforeMinor, 0n);
    return {
        json: {
            from: versions, to: scheme.digest, version: scheme.version,
            moves: moves.map(each => ({
                day: each.day, road: each.road, class: each.class,
                windowsBefore: each.windowsBefore, windowsAfter: each.windowsAfter,
                before: moneyText(each.beforeMinor, currency),
                after: moneyText(each.afterMinor, currency),
                moves: moneyText(each.afterMinor - each.beforeMinor, currency),
            })),
            moved: moneyText(movedMinor, currency), vehicles: vehicles ?? null,
            isAdopted: vehicles !== undefined,
        },
        text: [
            `from ${versions.map(digest => digest.slice(0, 12)).join(', ')} to version `
                + `${scheme.version} (${scheme.digest.slice(0, 12)}), in ${currency.code}`,
            ...moves.length === 0 ? ['no money moves'] : table(moves, currency),
            ...vehicles === undefined ? ['nothing was adopted: without --dry-run it is']
                : [`adopted; ${grouped(vehicles)} vehicles were rated anew`],
        ].join('\n'),
    };
}

function table(moves: readonly Move[], currency: Currency): string[] {
    const money = (minor: bigint): string => groupedMoney(moneyText(minor, currency)).padStart(16);
    const line = (
        day: string, road: string, name: string, of: readonly Move[],
    ): string => {
        const sum = (pick: (move: Move) => bigint): bigint =>
            of.reduce((total, move) => total + pick(move), 0n);
        const [before, after] = [sum(move => move.beforeMinor), sum(move => move.afterMinor)];
        return `${day.padEnd(11)}${road.padEnd(12)}${name.padEnd(13)}`
            + `${money(before)}${money(after)}${money(after - before)}`;
    };
    return [
        `${'day'.padEnd(11)}${'road'.padEnd(12)}${'class'.padEnd(13)}`
            + `${'before'.padStart(16)}${'after'.padStart(16)}${'moves'.padStart(16)}`,
        ...moves.map(move => line(move.day, move.road, move.class, [move])),
        line('in all', '', '', moves),
    ];
}
