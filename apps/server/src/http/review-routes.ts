import {moneyText, type Currency} from '@karwan/base';
import {choices, type Setting} from '@karwan/tolling';
import type {FastifyInstance, FastifyReply} from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import {CASE_WORKERS} from '../access/role.ts';
import {judgeFact, type FactDoor} from '../door/fact.ts';
import {tokenFrom} from '../explain/explain.ts';
import {passagesOf} from '../explain/sightings.ts';
import {append} from '../log.ts';
import {decisionFact} from '../review/decide.ts';
import {
    countItems, decisionsOf, findItem, findTripOf, listItems, type Item,
} from '../review/items.ts';
import {offersFor} from '../review/offers.ts';
import {platesShown} from '../review/plates.ts';
import {asWordOf} from '../review/words.ts';
import type {Vault} from '../vault.ts';
import {asItIs} from './answers/kinds.ts';
import {caseAnswer, queueAnswer} from './answers/review.ts';

/** What the routes of review work with. */
export interface ReviewSetting {
    pool(): pg.Pool;
    setting: Setting;
    vault: Vault;
    door: FactDoor;
    nowMs(): number;
    onAppended(headSeq: number): void;
}

const MOST = 500;
const itemId = Type.Object({id: Type.String({pattern: String.raw`^\d{1,15}:[a-z-]{1,40}$`})});
const wish = Type.Object({
    as: Type.String({maxLength: 40, description: 'accept, assign, not-chargeable or reclass'}),
    to: Type.Optional(Type.String({maxLength: 100, description: 'with assign: whose it was'})),
    class: Type.Optional(Type.String({maxLength: 40, description: 'with reclass'})),
    reason: Type.String({minLength: 1, maxLength: 500}),
}, {title: 'Wish', additionalProperties: false});

/** What waits for a person, one item with all that speaks for it, and the decision. */
export function reviewRoutes(setting: ReviewSetting): (app: FastifyInstance) => void {
    return app => {
        listRoute(app, setting);
        itemRoute(app, setting);
        decisionRoute(app, setting);
    };
}

function listRoute(app: FastifyInstance, {pool, setting}: ReviewSetting): void {
    app.get<{Querystring: {day?: string; most?: number; decided?: boolean}}>('/v1/review', {
        config: {roles: CASE_WORKERS}, serializerCompiler: asItIs,
        schema: {
            summary: 'Items that wait for a decision, those worth most first, and their counts',
            security: [{token: []}], response: {200: queueAnswer},
            querystring: Type.Object({
                day: Type.Optional(Type.String({pattern: String.raw`^\d{4}-\d{2}-\d{2}$`})),
                most: Type.Optional(Type.Integer({minimum: 1, maximum: MOST})),
                decided: Type.Optional(Type.Boolean()),
            }),
        },
    }, async (request, reply) => {
        const {day, most = MOST, decided = false} = request.query;
        const asked = {day, isOpen: !decided};
        const {currency} = setting.scheme.corridor;
        const items = await listItems(pool(), asked, most);
        const counts = await countItems(pool(), asked);
        return reply.header('cache-control', 'no-store').send({
            currency: currency.code, items: items.map(item => itemTold(item, currency)),
            counts: counts.map(({reason, count, worth_minor}) =>
                ({reason, count, worth: moneyText(BigInt(worth_minor), currency)})),
        });
    });
}

function itemTold(item: Item, currency: Currency): object {
    const {worth_minor, holds_back, decided_by, opened_seq, ...rest} = item;
    return {
        ...rest, holdsBack: holds_back, worth: moneyText(BigInt(worth_minor), currency),
        decidedBy: decided_by, openedSeq: opened_seq,
    };
}

function itemRoute(app: FastifyInstance, {pool, setting, vault}: ReviewSetting): void {
    app.get<{Params: {id: string}}>('/v1/review/:id', {
        config: {roles: CASE_WORKERS}, serializerCompiler: asItIs,
        schema: {
            summary: 'An item: what was seen, who it may have been, what can be decided',
            security: [{token: []}], params: itemId, response: {200: caseAnswer},
            description: 'With the plates that a decision needs; each leaves a trace that names '
                + 'the item.',
        },
    }, async (request, reply) => {
        const item = await findItem(pool(), request.params.id);
        if (!item) return noItem(reply, request.params.id);
        const [passage] = await passagesOf(pool(), [item.passage], setting);
        const trip = await findTripOf(pool(), item.passage);
        const offers = passage ? await offersFor(pool(), item, passage, setting, vault) : [];
        const {name: who, role} = request.person!;
        const plates = await platesShown(pool(), vault, [
            ...(passage?.readings ?? []).flatMap(({plate}) => plate ?? []),
            ...offers.flatMap(({token}) => token ?? []),
        ], {who, role, reason: `review ${item.id}`});
        return reply.header('cache-control', 'no-store').send({
            plates: Object.fromEntries(plates),
            item: itemTold(item, setting.scheme.corridor.currency),
            passage: passage ?? null, trip: trip?.id ?? null,
            offers,
            decisions: await decisionsOf(pool(), [item.id]),
            choices: choices[item.reason].map(asWordOf),
        });
    });
}

function decisionRoute(app: FastifyInstance, setting: ReviewSetting): void {
    const {pool, vault} = setting;
    app.post<{
        Params: {id: string}; Body: {as: string; to?: string; class?: string; reason: string};
    }>('/v1/review/:id/decision', {
        config: {roles: CASE_WORKERS},
        schema: {
            summary: 'Decides an item: a fact of the log, which a later one outweighs',
            security: [{token: []}], params: itemId, body: wish,
        },
    }, async (request, reply) => {
        const item = await findItem(pool(), request.params.id);
        if (!item) return noItem(reply, request.params.id);
        const {as, to, class: name, reason} = request.body;
        const made = decisionFact(item, await findTripOf(pool(), item.passage), {
            as, class: name, reason: `${reason} (${request.person!.name})`.slice(0, 500),
            to: to === undefined ? undefined : tokenFrom(to, plate => vault.token(plate)),
            nowMs: setting.nowMs(),
        });
        if ('answer' in made) {
            if (made.answer === 'decided-so-already') return {item: item.id, isNew: false};
            return reply.code(422).send(
                {error: 'cannot', found: made.found, expected: made.expected});
        }
        const refusal = await say(setting, made.fact);
        if (refusal) {
            const {answer: error, found, expected} = refusal;
            return reply.code(422).send({error, found, expected});
        }
        return {item: item.id, isNew: true, fact: made.fact.id};
    });
}

/** Appends a fact and wakes whoever works it off. @returns why it was refused */
async function say(
    {pool, vault, door, nowMs, onAppended}: ReviewSetting, fact: object,
): Promise<{answer: string; found: string; expected: string} | undefined> {
    const judged = judgeFact(fact, door);
    if (judged.kind === 'refused') return judged;
    const items = [{judged, place: '', receivedMs: nowMs()}];
    const {outcomes: [outcome], headSeq} = await append(pool(), vault, {source: 'review', items});
    onAppended(headSeq);
    return outcome!.refusal;
}

function noItem(reply: FastifyReply, id: string): FastifyReply {
    return reply.code(404).send({
        error: 'not-found', found: `no review item ${id}`, expected: 'one that /v1/review lists'});
}
