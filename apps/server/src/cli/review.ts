import {moneyText, type Currency} from '@karwan/base';
import {choices, type Setting} from '@karwan/tolling';
import {counted, grouped} from '../counted.ts';
import {judgeFact} from '../door/fact.ts';
import {refusalText} from '../door.ts';
import {passagesOf, type SeenPassage} from '../explain/sightings.ts';
import {tokenFrom} from '../explain/explain.ts';
import {append} from '../log.ts';
import {decisionFact} from '../review/decide.ts';
import {
    countItems, decisionsOf, findItem, findTripOf, listItems, type Decided, type Item,
    type ItemCount,
} from '../review/items.ts';
import {asWordOf, choiceText, reasonWords} from '../review/words.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {readSession} from './read-session.ts';
import {corridorSession, type CorridorSession} from './session.ts';

type Options = Record<string, unknown>;

/** What waits, or what was decided. Exits: `done`, `wrong-usage`, `not-found`. */
export function list(options: Options): Promise<Said> {
    const day = options['day'] as string | undefined;
    if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
        throw new Stop('wrong-usage', `found --day ${day}, expected a day such as 2025-03-03`);
    }
    const most = Number(options['most']);
    if (!Number.isSafeInteger(most) || most < 1) {
        throw new Stop('wrong-usage', `found --most ${String(options['most'])}, expected a count`);
    }
    const asked = {day, isOpen: options['decided'] !== true};
    return readSession(options['scheme'] as string | undefined, async ({pool, setting}) => {
        const {currency} = setting.scheme.corridor;
        const items = await listItems(pool, asked, most);
        const counts = await countItems(pool, asked);
        return {
            json: {
                items: items.map(item => itemAsJson(item, currency)),
                counts: counts.map(({reason, count, worth_minor}) =>
                    ({reason, count, worth: moneyText(BigInt(worth_minor), currency)})),
            },
            text: listText(items, counts, asked.isOpen, currency),
        };
    });
}

function listText(
    items: readonly Item[], counts: readonly ItemCount[], isOpen: boolean, currency: Currency,
): string {
    if (items.length === 0) return isOpen ? 'Nothing waits for a person.' : 'Nothing was decided.';
    const all = counts.reduce((sum, {count}) => sum + count, 0);
    const width = Math.max(...items.map(item => item.id.length));
    const more = all - items.length;
    return [
        ...counts.map(({reason, count, worth_minor}) =>
            `${grouped(count).padStart(7)}  ${reason.padEnd(22)}`
            + `${moneyText(BigInt(worth_minor), currency).padStart(14)} ${currency.code}  `
            + reasonWords[reason]),
        '',
        ...items.map(item => [
            item.id.padEnd(width), item.day,
            moneyText(BigInt(item.worth_minor), currency).padStart(10),
            item.holds_back ? 'charged to nobody' : 'charged',
            ...isOpen ? [] : [item.state],
        ].join('  ').trimEnd()),
        ...more > 0 ? [`and ${grouped(more)} more: --most ${all}`] : [],
        '', `karwan review show ${items[0]!.id}`,
    ].join('\n');
}

function itemAsJson(item: Item, currency: Currency): object {
    const {worth_minor, holds_back, decided_by, opened_seq, ...rest} = item;
    return {
        ...rest, holdsBack: holds_back, worth: moneyText(BigInt(worth_minor), currency),
        decidedBy: decided_by, openedSeq: opened_seq,
    };
}

/** One item with what was seen and what can be decided. Exits: `done`, `not-found`. */
export function show([id]: string[], options: Options): Promise<Said> {
    return readSession(options['scheme'] as string | undefined, async ({pool, setting}) => {
        const item = await findItem(pool, id!) ?? notFound(id!);
        const [passage] = await passagesOf(pool, [item.passage], setting);
        const trip = await findTripOf(pool, item.passage);
        const decisions = await decisionsOf(pool, [item.id]);
        const {currency} = setting.scheme.corridor;
        return {
            json: {
                item: itemAsJson(item, currency), passage, trip: trip?.id ?? null, decisions,
                choices: choices[item.reason].map(asWordOf),
            },
            text: showText({item, passage, trip: trip?.id, decisions}, setting),
        };
    });
}

interface Shown {
    item: Item;
    passage: SeenPassage | undefined;
    trip: number | undefined;
    decisions: readonly Decided[];
}

function showText({item, passage, trip, decisions}: Shown, {scheme, zone}: Setting): string {
    const {currency} = scheme.corridor;
    const worth = `${currency.code} ${moneyText(BigInt(item.worth_minor), currency)}`;
    const state = item.holds_back ? 'charged to nobody until it is decided' : 'charged meanwhile';
    const who = passage?.vehicle ?? 'nobody';
    return [
        `${item.id}: ${item.state}, ${item.day}, worth ${worth}`,
        `why       ${reasonWords[item.reason]}; ${state}`,
        ...passage ? [
            `seen      ${passage.at}  ${passage.point}`,
            ...passage.readings.map(reading => `          ${readingText(reading)}`),
        ] : [`seen      passage ${item.passage} is part of another one since`],
        `vehicle   ${who}${passage ? `, by ${passage.by}` : ''}`
            + (trip === undefined ? '' : `, on trip ${trip}: karwan explain ${trip}`),
        ...decisions.map((each, i) => `${i === 0 ? 'decided' : ''}`.padEnd(10)
            + decidedText(each, zone.text(each.receivedMs))),
        '',
        'It can be decided:',
        ...choices[item.reason].map(choice => `  --as ${asWordOf(choice).padEnd(15)}`
            + choiceText(item.reason, choice)),
        `karwan review decide ${item.id} --as ${asWordOf(choices[item.reason][0]!)} --reason "…"`,
    ].join('\n');
}

function readingText(reading: SeenPassage['readings'][number]): string {
    const {device, tag, plate, isUnreadable, confidence, class: measured} = reading;
    const parts = [
        tag, plate, isUnreadable ? 'plate unreadable' : null,
        confidence === null ? null : `${confidence.toFixed(2)} sure`,
        measured === null ? null : `measured ${measured}`,
    ].filter(part => part !== null);
    return `${device}: ${parts.join(', ')} (${reading.seq})`;
}

function decidedText({decision, token, class: name, reason, fact}: Decided, at: string): string {
    const word = decision === 'write-off' ? 'not-chargeable' : decision;
    const whom = `${name ? ` as ${name}` : ''}${token ? ` ${token}` : ''}`;
    return `${at}  ${word}${whom}: ${reason} (${fact})`;
}

function notFound(id: string): never {
    throw new Stop('not-found', `found no review item ${id}; karwan review list shows them`);
}

/** Decides an item. Exits: `done`, `not-found`, `refused-input`. */
export function decide([id]: string[], options: Options): Promise<Said> {
    const option = (name: string) => options[name] as string | undefined;
    return corridorSession(option('scheme'), async session => {
        await session.ingest.workOff();
        const item = await findItem(session.pool, id!) ?? notFound(id!);
        const trip = await findTripOf(session.pool, item.passage);
        const to = option('to');
        const made = decisionFact(item, trip, {
            as: option('as')!, class: option('class'), reason: option('reason')!,
            to: to === undefined ? undefined : tokenFrom(to, plate => session.vault.token(plate)),
            nowMs: Date.now(),
        });
        if ('fact' in made) return decided(item, await say(session, made.fact), session);
        if (made.answer === 'decided-so-already') {
            return {json: {item: item.id, state: item.state, isNew: false},
                text: `${item.id} is ${item.state} already`};
        }
        throw new Stop('refused-input', `found ${made.found}, expected ${made.expected}`);
    });
}

async function say(session: CorridorSession, fact: object): Promise<string> {
    const {pool, vault, door, ingest} = session;
    const judged = judgeFact(fact, door);
    if (judged.kind === 'refused') throw new Stop('refused-input', refusalText(judged));
    const item = {judged, place: '', receivedMs: Date.now()};
    const {outcomes: [outcome]} = await append(pool, vault, {source: 'review', items: [item]});
    if (outcome!.refusal) throw new Stop('refused-input', refusalText(outcome!.refusal));
    await ingest.workOff();
    return judged.id;
}

// What the decision moved is read back: it is the thread that charges, not this command.
async function decided(before: Item, fact: string, session: CorridorSession): Promise<Said> {
    const item = await findItem(session.pool, before.id) ?? before;
    const trip = await findTripOf(session.pool, item.passage);
    const whose = trip ? `its passage is on trip ${trip.id} of ${trip.vehicle}: `
        + `karwan explain ${trip.id}` : 'its passage is charged to nobody';
    return {
        json: {item: item.id, state: item.state, fact, trip: trip?.id ?? null,
            vehicle: trip?.vehicle ?? null, isNew: true},
        text: `${item.id} is ${item.state} (${fact}); ${whose}\n`
            + `${counted(1, 'fact')} in the log; a later decision about it outweighs this one`,
    };
}
