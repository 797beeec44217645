import Type from 'typebox';

/** A moment that a question may be about instead of now; nothing after it is counted. */
export const past = Type.Optional(Type.Integer({
    minimum: 0, maximum: 8_640_000_000_000_000,
    description: 'UTC milliseconds: what had been seen before then, by what is known now',
}));
