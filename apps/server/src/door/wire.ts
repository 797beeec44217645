import type {Plate, WireHeartbeat, WireReading} from '@karwan/journey';
import Type from 'typebox';
import {faultFinder} from './schema-fault.ts';

/** These schemas are the check at the door, the words of its faults, and the OpenAPI page. */
const device = Type.String({
    minLength: 1, maxLength: 64, pattern: '^[^\\x00-\\x1f\\x7f]+$',
    description: 'the device, as the corridor names it: up to 64 characters',
});

const at = Type.String({
    maxLength: 40,
    description: 'the device\'s clock, RFC 3339 with offset: 2025-03-03T08:15:02+05:00',
});

/** A tag's number as it is printed on the tag. */
export const tagSchema = Type.String({
    pattern: '^[\\x21-\\x7e]{1,64}$',
    description: 'a tag\'s number: 1 to 64 visible ASCII characters',
});

/** A plate as a device or a person says it. */
export const plateSchema = Type.Unsafe<Plate>({
    type: 'object',
    description: 'a plate: {"jurisdiction": "PK-PB", "serial": "LEA1234"}',
    required: ['jurisdiction', 'serial'],
    properties: {
        jurisdiction: {type: 'string', description: 'ISO 3166-2 region or country: PK-PB, UZ'},
        serial: {type: 'string', description: 'the letters and digits of the plate'},
    },
});

const readPlate = Type.Unsafe<(Plate & {confidence?: number}) | null>({
    ...plateSchema,
    type: ['object', 'null'],
    description: 'the plate that was read, or null where a camera saw one and could not read it',
    properties: {
        ...(plateSchema as unknown as {properties: object}).properties,
        confidence: {
            type: 'number', minimum: 0, maximum: 1, description: 'how sure the camera is, 0 to 1',
        },
    },
});

export const readingSchema = Type.Object({
    device,
    at,
    message: Type.Optional(Type.String({
        minLength: 1, maxLength: 128,
        description: 'the device\'s own number for this message: 1 to 128 characters',
    })),
    tag: Type.Optional(tagSchema),
    plate: Type.Optional(readPlate),
    class: Type.Optional(Type.String({
        maxLength: 64, description: 'the measured class, in the corridor\'s names',
    })),
    lane: Type.Optional(Type.Integer({
        minimum: 1, maximum: 99, description: 'the lane, 1 nearest the shoulder, up to 99',
    })),
}, {description: 'a reading, an object with device and at'});

export const heartbeatSchema = Type.Object({
    device, at, heartbeat: Type.Literal(true, {description: 'true'}),
}, {description: 'that a device lives, said now and then'});

/** The fault of a wire reading or heartbeat; undefined where it has the right shape. */
export const findReadingFault = faultFinder(readingSchema);
export const findHeartbeatFault = faultFinder(heartbeatSchema);

// The schemas say what the wire types of the journey say; where they part, this does not compile.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
const isSame: [
    Same<Type.Static<typeof readingSchema>, WireReading>,
    Same<Type.Static<typeof heartbeatSchema>, WireHeartbeat>,
] = [true, true];
void isSame;
