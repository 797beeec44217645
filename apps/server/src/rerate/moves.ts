import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {textArray} from '../array-literal.ts';
import {rowsOf} from '../sql.ts';
import type {DueRow, PassageRow} from '../thread/load-derived.ts';
import {cursorOf} from '../thread/load.ts';
import {deviceKindsOf} from '../thread/news.ts';
import {passageTable, reviewTable, tripTable} from '../thread/store.ts';
import {Matcher} from '../verify/matcher.ts';
import {checkPassages} from '../verify/passages.ts';
import {decisionsUpTo} from '../verify/rederive.ts';
import {checkVehicles} from '../verify/vehicles.ts';

/** The money of a day, road and class as it was decided, and as these files would have it. */
export interface Move {
    day: string;
    road: string;
    class: string;
    windowsBefore: number;
    windowsAfter: number;
    beforeMinor: bigint;
    afterMinor: bigint;
}

/** What rating anew would move; or that passages themselves would be read otherwise. */
export type Moves =
    | {answer: 'moves'; moves: Move[]; windows: number}
    | {answer: 'reads-otherwise'; passages: number};

const decidedUnder = {
    name: 'rerate-decided-under',
    text: `select day, road, class, count(*)::int as windows, sum(amount_minor)::text as minor
             from due where scheme = any($1::text[]) group by 1, 2, 3`,
};

const others = {
    name: 'rerate-others',
    text: `select "window" from due where scheme <> all($1::text[])`,
};

/**
 * The money that the files at hand would move of what was decided under these versions: trips are
 * cut and windows priced anew from the passages as they stand, in one snapshot, and nothing is
 * written. Low balances are taken as they were decided.
 */
export async function movesUnder(
    client: pg.ClientBase, setting: Setting, versions: readonly string[],
): Promise<Moves> {
    const {seq: toSeq} = await cursorOf(client, 'main');
    const decisions = await decisionsUpTo(client, toSeq);
    const kinds = deviceKindsOf(setting.scheme);
    const otherwise = new Set<string>();
    const reviews = new Matcher(reviewTable, () => undefined);
    const read = new Matcher<PassageRow>(passageTable, ({key}) => otherwise.add(key));
    await checkPassages(client, {toSeq, setting, kinds, decisions, passages: read, reviews});
    read.end();
    if (otherwise.size > 0) return {answer: 'reads-otherwise', passages: otherwise.size};

    const table = new MoveTable(new Set((await rowsOf<{window: string}>(
        client, others, [textArray([...versions])])).map(row => row.window)));
    for (const row of await rowsOf<Decided>(client, decidedUnder, [textArray([...versions])])) {
        table.before(row);
    }
    await checkVehicles(client, {
        toSeq, setting, decisions, corrections: new Map(), reviews, dues: table,
        trips: new Matcher(tripTable, () => undefined), low: () => undefined,
    });
    return {answer: 'moves', ...table.told()};
}

interface Decided {
    day: string;
    road: string;
    class: string;
    windows: number;
    minor: string;
}

/** Sums by day, road and class; it hears of every window as it would be now. */
class MoveTable {
    readonly waiting = 0;
    readonly #others: ReadonlySet<string>;
    readonly #moves = new Map<string, Move>();

    constructor(others: ReadonlySet<string>) {
        this.#others = others;
    }

    before(row: Decided): void {
        const move = this.#of(row);
        move.windowsBefore += row.windows;
        move.beforeMinor += BigInt(row.minor);
    }

    expect(row: DueRow): void {
        if (this.#others.has(row.window)) return;
        const move = this.#of(row);
        move.windowsAfter++;
        move.afterMinor += BigInt(row.amount_minor);
    }

    // What is stored was summed by the database.
    find(): void {}

    #of({day, road, class: name}: Pick<DueRow, 'day' | 'road' | 'class'>): Move {
        const key = `${day} ${road} ${name}`;
        let move = this.#moves.get(key);
        if (!move) {
            move = {
                day, road, class: name, windowsBefore: 0, windowsAfter: 0, beforeMinor: 0n,
                afterMinor: 0n,
            };
            this.#moves.set(key, move);
        }
        return move;
    }

    told(): {moves: Move[]; windows: number} {
        const all = [...this.#moves].sort(([a], [b]) => a < b ? -1 : 1).map(([, move]) => move);
        return {
            windows: all.reduce((sum, move) => sum + move.windowsBefore, 0),
            moves: all.filter(move => move.beforeMinor !== move.afterMinor
                || move.windowsBefore !== move.windowsAfter),
        };
    }
}
