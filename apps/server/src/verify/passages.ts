import type {DeviceKind} from '@karwan/journey';
import {
    clustersFrom, doubts, identifiedFrom, identityOf, type Claim, type Setting,
} from '@karwan/tolling';
import type pg from 'pg';
import {textArray} from '../array-literal.ts';
import type {PassageRow, ReviewRow} from '../thread/load-derived.ts';
import {registerOf, type ReadingRow} from '../thread/load.ts';
import {claimOf, registerFrom} from '../thread/places.ts';
import {passageRow} from '../thread/rows.ts';
import {passageTable, reviewTable} from '../thread/store.ts';
import {doubtRows, type Decisions} from './expected-reviews.ts';
import type {Found, Matcher} from './matcher.ts';
import {rowTextSql} from './row-text.ts';
import {batchesOf, catchUp, readRest, type Query} from './stream.ts';

/** What the passages are derived from and held against. */
export interface PassageCheck {
    toSeq: number;
    setting: Setting;
    kinds: ReadonlyMap<string, DeviceKind>;
    decisions: Decisions;
    passages: Matcher<PassageRow>;
    reviews: Matcher<ReviewRow>;
}

const readings = (toSeq: number): Query => ({
    text: `select seq, device, point, lane, device_ms, received_ms, at_ms, tag, plate, confidence,
                  class
             from reading where seq <= $1 order by point, device_ms, device, fingerprint`,
    values: [toSeq],
});

const passagesAsText: Query = {
    text: `select id::text as key, ${rowTextSql(passageTable, 'p')} as text
             from passage p order by p.point, p.at_ms`,
    values: [],
};

// The items of passages in doubt, in the order of their passages.
const doubtsAsText: Query = {
    text: `select r.id as key, ${rowTextSql(reviewTable, 'r')} as text
             from review r left join passage p on p.id = r.passage
            where r.reason = any($1)
            order by p.point, p.at_ms`,
    values: [textArray(Object.keys(doubts))],
};

/**
 * Derives every passage from the log anew and holds it against what is stored, point by point in
 * the order of time. A group of claims is complete once a later one lies beyond its reach, so no
 * more than the last moments of one point are held.
 */
export async function checkPassages(client: pg.ClientBase, check: PassageCheck): Promise<void> {
    const stored = batchesOf<Found>(client, 'verify_passages', passagesAsText);
    const items = batchesOf<Found>(client, 'verify_doubts', doubtsAsText);
    let open: Claim[] = [];
    const said = batchesOf<ReadingRow>(client, 'verify_readings', readings(check.toSeq));
    for await (const rows of said) {
        open.push(...rows.map(row => claimOf(row, check.kinds)));
        const {closed, rest} = split(open, check.setting.scheme.rules.samePassageMs);
        open = rest;
        await expectFrom(client, closed, check);
        await catchUp(stored, check.passages);
        await catchUp(items, check.reviews);
    }
    await expectFrom(client, open, check);
    await readRest(stored, check.passages);
    await readRest(items, check.reviews);
}

// A cluster is closed where its point is behind us, or where the newest claim of its point is
// further away than claims that belong together ever are.
function split(claims: readonly Claim[], momentMs: number): {closed: Claim[]; rest: Claim[]} {
    const newest = claims.at(-1)!;
    const closed: Claim[] = [];
    const rest: Claim[] = [];
    const here: Claim[] = [];
    for (const claim of claims) (claim.point === newest.point ? here : closed).push(claim);
    for (const cluster of clustersFrom(here, momentMs)) {
        const isClosed = newest.atMs - cluster.at(-1)!.atMs > momentMs;
        (isClosed ? closed : rest).push(...cluster);
    }
    rest.sort((a, b) => a.atMs - b.atMs);
    return {closed, rest};
}

async function expectFrom(
    client: pg.ClientBase, claims: readonly Claim[], check: PassageCheck,
): Promise<void> {
    if (claims.length === 0) return;
    const {setting, decisions, passages, reviews} = check;
    const tokens = new Set(claims.flatMap(({seq, tag, plate}) =>
        [tag, plate, decisions.byPassage.get(seq)?.vehicle]).filter(token => token !== undefined));
    const register = registerFrom(await registerOf(client, tokens, check.toSeq));
    for (const passage of identifiedFrom(claims, register, decisions.byPassage, setting)) {
        passages.expect(passageRow(passage));
        const undecided = () => identityOf(passage, register, setting.scheme.rules);
        for (const {row, isOptional} of doubtRows(passage, undecided, decisions, setting)) {
            reviews.expect(row, isOptional);
        }
    }
}
