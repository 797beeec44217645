import {moneyText} from '@karwan/base';
import type {Setting} from '@karwan/tolling';
import type {FastifyInstance} from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import {ALL, OPERATORS} from '../access/role.ts';
import {
    closeDay, closedAsJson, refusalOf, refusalText, type Closing,
} from '../close-day.ts';
import {dayItems, dayTerms, type DayTerm} from '../page/day-items.ts';
import {countItems} from '../review/items.ts';
import {rowsOf, type Connection} from '../sql.ts';
import type {Vault} from '../vault.ts';
import {closedAnswer, itemsAnswer, standingAnswer} from './answers/closing.ts';
import {asItIs} from './answers/kinds.ts';

/** What the routes that close a day work with. */
export interface ClosingRoutesSetting {
    pool(): pg.Pool;
    setting: Setting;
    vault: Vault;
    nowMs(): number;
    workOff(): Promise<unknown>;
}

const dayParams = Type.Object({
    day: Type.String({pattern: String.raw`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`}),
});

const MOST_ITEMS = 500;

/** What stands between a day and its close, and the close itself. */
export function closingRoutes(setting: ClosingRoutesSetting): (app: FastifyInstance) => void {
    return app => {
        app.get<{Params: {day: string}}>('/v1/day/:day/close', {
            config: {roles: ALL}, serializerCompiler: asItIs,
            schema: {
                summary: 'What refuses the close of a day, and what of it waits for a person',
                security: [{token: []}], params: dayParams, response: {200: standingAnswer},
            },
        }, async (request, reply) => reply.header('cache-control', 'no-store').send(
            await standingOf(setting, request.params.day)));
        itemsRoute(app, setting);
        closeRoute(app, setting);
    };
}

function itemsRoute(app: FastifyInstance, {pool, setting}: ClosingRoutesSetting): void {
    app.get<{
        Params: {day: string}; Querystring: {term: DayTerm; from?: number; most?: number};
    }>('/v1/day/:day/items', {
        config: {roles: ALL},
        schema: {
            summary: 'What a figure of the balances counts, one by one, in the order of time',
            security: [{token: []}], params: dayParams, response: {200: itemsAnswer},
            querystring: Type.Object({
                term: Type.Unsafe<DayTerm>({type: 'string', enum: [...dayTerms]}),
                from: Type.Optional(Type.Integer({minimum: 0})),
                most: Type.Optional(Type.Integer({minimum: 1, maximum: MOST_ITEMS})),
            }),
        },
    }, async (request, reply) => {
        const {term, from = 0, most = MOST_ITEMS} = request.query;
        const items = await dayItems(pool(), request.params.day, term, {from, most}, setting);
        return reply.header('cache-control', 'no-store').send({from, items});
    });
}

function closeRoute(app: FastifyInstance, setting: ClosingRoutesSetting): void {
    app.post<{Params: {day: string}; Body: {isComplete?: boolean}}>('/v1/day/:day/close', {
        config: {roles: OPERATORS}, serializerCompiler: asItIs,
        schema: {
            summary: 'Closes a day: everything is verified, its totals and digest are sealed',
            security: [{token: []}], params: dayParams, response: {200: closedAnswer},
            body: Type.Object({
                isComplete: Type.Optional(Type.Boolean({
                    description: 'nothing more of it is to come, though the log ends within it'})),
            }, {additionalProperties: false}),
        },
    }, async (request, reply) => {
        const {pool, vault, nowMs, workOff} = setting;
        await workOff();
        const worker = {
            workOff: async () => {
                await workOff();
                return {batches: 0, readings: 0};
            },
        };
        const closing = await closeDay(request.params.day, {
            pool: pool(), vault, setting: setting.setting, worker, nowMs: nowMs(),
            isComplete: request.body.isComplete ?? false,
        });
        if (closing.answer === 'closed') return closedAsJson(closing);
        return reply.code(409).send(refused(closing));
    });
}

function refused(closing: Exclude<Closing, {answer: 'closed'}>): object {
    const text = refusalText(closing);
    return {...closing, error: closing.answer, message: text};
}

async function standingOf(
    {pool, setting, nowMs}: ClosingRoutesSetting, day: string,
): Promise<object> {
    const refusal = await refusalOf(pool(), day, {setting, nowMs: nowMs()});
    const {currency} = setting.scheme.corridor;
    const waiting = await countItems(pool(), {day, isOpen: true});
    return {
        day, refusal: refusal && refusal.answer !== 'closed' ? refused(refusal) : null,
        waiting: waiting.map(({reason, count, worth_minor}) =>
            ({reason, count, worth: moneyText(BigInt(worth_minor), currency)})),
        oldest: await oldestOpen(pool(), setting),
    };
}

const oldestItem = {
    name: 'oldest-review',
    text: `select r.id, r.day, r.reason, p.at_ms as "atMs", r.worth_minor::text as minor
             from review r join passage p on p.id = r.passage
            where r.state = 'open' and r.day = (select min(day) from review where state = 'open')
            order by p.at_ms, r.id limit 1`,
};

/** The item that has waited longest, of whatever day. */
async function oldestOpen(connection: Connection, setting: Setting): Promise<object | null> {
    const [row] = await rowsOf<{
        id: string; day: string; reason: string; atMs: number; minor: string;
    }>(connection, oldestItem, []);
    if (!row) return null;
    const {minor, ...rest} = row;
    return {...rest, worth: moneyText(BigInt(minor), setting.scheme.corridor.currency)};
}
