import type {WireFact} from '@karwan/journey';
import Type, {type TSchema} from 'typebox';
import {faultFinder, kindText, type SchemaFault} from './schema-fault.ts';
import {plateSchema, tagSchema} from './wire.ts';

const reason = Type.String({
    minLength: 1, maxLength: 500, description: 'the reason, up to 500 characters',
});
const vehicleClass = Type.String({maxLength: 64, description: 'a class of the corridor'});
const amount = Type.String({
    maxLength: 40, description: 'money as a decimal text in the scheme\'s currency: "500.00"',
});
const tag = Type.Optional(tagSchema);
const plate = Type.Optional(plateSchema);
const token = Type.Optional(Type.String({
    pattern: '^(tag|plate):[\\x21-\\x7e]{1,128}$', description: 'a token such as plate:7f3k…',
}));

/** What every fact says, and then its kind's own fields. */
function fact<N extends WireFact['fact'], P extends Record<string, TSchema>>(
    name: N, fields: P,
) {
    return Type.Object({
        fact: Type.Literal(name, {description: name}),
        id: Type.String({
            pattern: '^[\\x21\\x22\\x24-\\x7e]{1,128}$',
            description: 'the fact\'s own id: up to 128 visible ASCII characters, no #',
        }),
        validFrom: Type.String({maxLength: 40, description: 'an RFC 3339 time with offset'}),
        validTo: Type.Optional(Type.String({
            maxLength: 40, description: 'an RFC 3339 time with offset',
        })),
        ...fields,
    });
}

/** The schema of each kind of fact. */
export const factSchemas = {
    'register': fact('register', {
        tag, plate, class: vehicleClass, openingBalance: Type.Optional(amount),
        exemption: Type.Optional(reason),
    }),
    'tag-status': fact('tag-status', {
        tag: tagSchema,
        status: Type.Union([Type.Literal('active'), Type.Literal('blocked')], {
            description: 'active or blocked',
        }),
        reason,
    }),
    'class': fact('class', {plate, tag, class: vehicleClass}),
    'exemption': fact('exemption', {
        plate, tag, reason, isExempt: Type.Boolean({description: 'true or false'}),
    }),
    'pass': fact('pass', {
        plate, tag, pass: Type.String({
            minLength: 1, maxLength: 64, description: 'a window of kind pass of the scheme',
        }),
        class: Type.Optional(vehicleClass),
        isBought: Type.Optional(Type.Boolean({
            description: 'true, or false where what was bought is taken back',
        })),
    }),
    'correction': fact('correction', {
        charge: Type.String({
            pattern: String.raw`^\d{1,15}/.{1,120}$`, description: 'a charge such as 5978/M-2',
        }),
        correction: Type.Union([
            Type.Literal('exempt'), Type.Literal('write-off'), Type.Literal('reprice'),
            Type.Literal('restore'),
        ], {description: 'exempt, write-off, reprice or restore'}),
        token: Type.String({
            pattern: '^(tag|plate):[\\x21-\\x7e]{1,128}$',
            description: 'the vehicle that was charged, as a token such as plate:7f3k…',
        }),
        amount: Type.Optional(amount), reason,
    }),
    'topup': fact('topup', {tag: tagSchema, amount}),
    'review': fact('review', {
        item: Type.String({minLength: 1, maxLength: 128, description: 'the id of a review item'}),
        decision: Type.Union([
            Type.Literal('assign'), Type.Literal('accept'), Type.Literal('write-off'),
            Type.Literal('reclass'),
        ], {description: 'assign, accept, write-off or reclass'}),
        tag, plate, token, class: Type.Optional(vehicleClass), reason,
    }),
};

type FactName = keyof typeof factSchemas;
type FactFaultFinder = (value: unknown) => SchemaFault | undefined;

const finders = new Map<string, FactFaultFinder>(
    Object.entries(factSchemas).map(([name, schema]) => [name, faultFinder(schema)]));

/** The fault of a wire fact; undefined where it has the shape of its kind. */
export function findFactFault(value: unknown): SchemaFault | undefined {
    const name = (value as {fact?: unknown} | null | undefined)?.fact;
    const find = typeof name === 'string' ? finders.get(name) : undefined;
    if (find) return find(value);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return {
        field: isObject ? '/fact' : '',
        found: kindText(isObject ? name : value),
        expected: isObject ? `one of ${[...finders.keys()].join(', ')}` : 'an object',
    };
}

// Each schema gives a fact of the journey, and each of its facts has a schema.
type Given = {[N in FactName]: Type.Static<(typeof factSchemas)[N]>}[FactName];
const areSame: [
    Given extends WireFact ? true : never, WireFact extends Given ? true : never,
] = [true, true];
void areSame;
