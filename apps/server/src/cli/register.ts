import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {moneyText, parseMoney, Zone} from '@karwan/base';
import type {Arrival, Outcome} from '../arrivals.ts';
import {factRowId, judgeFact} from '../door/fact.ts';
import {refusalText} from '../door.ts';
import {append} from '../log.ts';
import {registerFrom} from '../register.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {counted, grouped} from '../counted.ts';
import {corridorSession, type CorridorSession} from './session.ts';

/** Facts in one transaction. */
const CHUNK = 2_000;

/** Exits: `done`, `not-found`, `refused-input`. */
export async function register([file]: string[], options: Record<string, unknown>): Promise<Said> {
    if (!existsSync(file!)) throw new Stop('not-found', `found no file ${file}`);
    const text = readFileSync(file!, 'utf8');
    return corridorSession(options['scheme'] as string | undefined, async session => {
        const {door, scheme} = session;
        const zone = new Zone(scheme.corridor.zone);
        const items = registerFrom(basename(file!), text, door, zone, Date.now());
        const outcomes = await say(session, `register:${basename(file!)}`, items);
        const count = (answer: string): number =>
            outcomes.filter(outcome => outcome.answer === answer).length;
        const json = {file, rows: items.length, taken: count('accepted'), known: count('repeated')};
        return {
            json,
            text: `${file}: ${counted(json.rows, 'row')}, ${grouped(json.taken)} taken, `
                + `${grouped(json.known)} known before`,
        };
    });
}

// In chunks: stopped half-way, the same command takes the rest, and what was taken is known.
async function say(
    {pool, vault, ingest}: CorridorSession, source: string, items: Arrival[],
): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (let from = 0; from < items.length; from += CHUNK) {
        const chunk = {source, items: items.slice(from, from + CHUNK)};
        outcomes.push(...(await append(pool, vault, chunk)).outcomes);
    }
    await ingest.workOff();
    return outcomes;
}

/** Exits: `done`, `refused-input`. */
export async function topup(
    [tag, amount]: string[], options: Record<string, unknown>,
): Promise<Said> {
    return corridorSession(options['scheme'] as string | undefined, async session => {
        const named = options['id'] as string | undefined;
        const validFrom = options['at'] as string | undefined
            ?? (named === undefined ? undefined : await timeOf(named, session))
            ?? new Date(Date.now()).toISOString();
        const id = named ?? `topup-${digestOf([tag!, amount!, validFrom])}`;
        const judged = judgeFact({fact: 'topup', id, tag, amount, validFrom}, session.door);
        if (judged.kind === 'refused') throw new Stop('refused-input', refusalText(judged));
        const arrival = {judged, place: '', receivedMs: Date.now()};
        const [outcome] = await say(session, 'topup', [arrival]);
        if (outcome!.refusal) throw new Stop('refused-input', refusalText(outcome!.refusal));
        const {currency} = session.scheme.corridor;
        const money = `${currency.code} ${moneyText(parseMoney(amount!, currency)!, currency)}`;
        const isNew = outcome!.answer === 'accepted';
        return {
            json: {id, tag, amount, validFrom, isNew},
            text: isNew ? `${money} booked for tag ${tag} (${id})` : `${id} was booked before`,
        };
    });
}

// Said again without its time, a payment is meant as it was booked.
async function timeOf(id: string, {pool}: CorridorSession): Promise<string | undefined> {
    const {rows: [row]} = await pool.query<{valid_from_ms: string}>(
        'select valid_from_ms from fact where id = $1', [factRowId(id, 'topup')]);
    return row && new Date(Number(row.valid_from_ms)).toISOString();
}

function digestOf(words: readonly string[]): string {
    return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
}
