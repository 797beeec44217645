import type {DeviceKind} from '@karwan/journey';
import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {textArray} from '../array-literal.ts';
import {rowsOf, type Connection} from '../sql.ts';
import type {DueRow, PassageRow, ReviewRow} from '../thread/load-derived.ts';
import type {FactRow} from '../thread/load.ts';
import {decisionOf} from '../thread/news.ts';
import {dueTable, passageTable, reviewTable, tripTable} from '../thread/store.ts';
import type {Difference, Differences} from './difference.ts';
import {EarlierDues, type Repriced} from './earlier-dues.ts';
import {Decisions} from './expected-reviews.ts';
import {lowDifferences} from './low-balance.ts';
import {Matcher} from './matcher.ts';
import {checkPassages} from './passages.ts';
import {checkVehicles} from './vehicles.ts';

/** How many rows of each table are what the log implies. */
export interface Rederived {
    passages: number;
    trips: number;
    /** Made under the version at hand. */
    dues: number;
    /** Made under earlier versions, and the same by the files at hand. */
    earlierDues: number;
    reviews: number;
    /** Windows that met a low balance: decided anew wallet by wallet. */
    low: number;
    /** Charges of earlier versions whose price the files at hand give otherwise. */
    repriced: Repriced[];
}

const decided = {
    name: 'verify-decided',
    text: `select seq, id, kind, token, other, valid_from_ms, valid_to_ms, body, received_ms
             from fact where kind = 'review' and seq <= $1 order by seq`,
};

/** Vehicles are derived from corrected passages; with more wrong ones than this, not at all. */
const MOST_CORRECTIONS = 20_000;

const adopted = {
    name: 'verify-versions',
    text: `select body->>'digest' as digest, body->>'version' as version from fact
            where id >= 'scheme:' and id < 'scheme;' and kind = 'scheme'`,
};

/** Schemes that this database was ever worked under: their versions by the files' digests. */
async function adoptedVersions(client: pg.ClientBase): Promise<Map<string, string>> {
    const rows = await rowsOf<{digest: string; version: string}>(client, adopted, []);
    return new Map(rows.map(({digest, version}) => [digest, version]));
}

/**
 * Derives passages, trips, dues and review items from the log as it was worked off up to `toSeq`,
 * by the functions that the thread itself uses, and holds each stored row against its own.
 */
export async function rederive(
    client: pg.ClientBase, toSeq: number, setting: Setting,
    kinds: ReadonlyMap<string, DeviceKind>, differences: Differences,
): Promise<Rederived> {
    const decisions = await decisionsUpTo(client, toSeq);
    const kept: string[] = [];
    const reviews = new Matcher<ReviewRow>(reviewTable, (difference, expected) => {
        if (!expected && decisions.isDecided(difference.key)) kept.push(difference.key);
        else differences.add(difference);
    });
    const corrections = new Map<number, PassageRow | undefined>();
    const passages = new Matcher<PassageRow>(passageTable, (difference, expected) => {
        differences.add(difference);
        corrections.set(Number(difference.key), expected);
    });
    await checkPassages(client, {toSeq, setting, kinds, decisions, passages, reviews});
    passages.end();
    let low = 0;
    const trips = new Matcher(tripTable, difference => differences.add(difference));
    const earlier = new EarlierDues(
        await adoptedVersions(client), setting.scheme.corridor.currency);
    const dues = new Matcher<DueRow>(dueTable, difference => differences.add(difference),
        (columns, expected) => earlier.differencesOf(columns, expected));
    if (corrections.size > MOST_CORRECTIONS) {
        differences.add(tooManyWrong(corrections.size));
    } else {
        await checkVehicles(client, {
            toSeq, setting, decisions, corrections, trips, dues, reviews,
            low: () => low++,
        });
        for (const matcher of [trips, dues, reviews]) matcher.end();
    }
    differences.addAll(await keptDifferences(client, kept, decisions));
    differences.addAll(await lowDifferences(client, toSeq));
    return {
        passages: passages.matched, trips: trips.matched, dues: dues.matched,
        earlierDues: earlier.matched, reviews: reviews.matched, low, repriced: earlier.repriced,
    };
}

/** All that people decided about items, up to a place in the log. */
export async function decisionsUpTo(client: pg.ClientBase, toSeq: number): Promise<Decisions> {
    const facts = await rowsOf<FactRow>(client, decided, [toSeq]);
    return new Decisions(facts.flatMap(fact => decisionOf(fact) ?? []));
}

function tooManyWrong(count: number): Difference {
    return {
        table: 'passage', key: `${count} rows`, column: 'row', found: 'another passage or none',
        expected: `at most ${MOST_CORRECTIONS} wrong ones; trips and dues were not looked at`,
    };
}

const keptRows = {
    name: 'verify-kept',
    text: `select id, passage, reason, state, decided_by, assigned from review
            where id = any($1::text[]) order by id`,
};

// What was decided stays when nothing opens it any more: then the decision itself must be there.
async function keptDifferences(
    connection: Connection, kept: readonly string[], decisions: Decisions,
): Promise<Difference[]> {
    if (kept.length === 0) return [];
    const rows = await rowsOf<ReviewRow>(connection, keptRows, [textArray(kept)]);
    return rows.flatMap(row => {
        const {state, decided_by, assigned} = decisions.decidedIn(row.id)!;
        const found = `${row.id} ${row.state} by ${row.decided_by} to ${row.assigned}`;
        const expected = `${row.passage}:${row.reason} ${state} by ${decided_by} to ${assigned}`;
        return found === expected ? []
            : [{table: 'review', key: row.id, column: 'state', found, expected}];
    });
}
