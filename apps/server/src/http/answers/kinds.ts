import Type, {type TSchema} from 'typebox';

/** One of these words. */
export function oneOf<const Words extends readonly string[]>(words: Words, title?: string) {
    return Type.Unsafe<Words[number]>(
        {type: 'string', enum: [...words], ...title !== undefined && {title}});
}

/** What may be missing and then is told as null. */
export function orNull<Schema extends TSchema>(schema: Schema) {
    return Type.Union([schema, Type.Null()]);
}

export const text = Type.String();
export const texts = Type.Array(Type.String());
export const number = Type.Number();
export const count = Type.Integer();
export const flag = Type.Boolean();
/** `1210.00`: the wire's form of money. */
export const money = Type.String({description: 'money as a decimal string'});
/** UTC milliseconds. */
export const atMs = Type.Number();

export const status = oneOf(['measured', 'published', 'estimated', 'assumed'], 'Status');

/**
 * Of an answer that is described and sent as it is: what the description does not know is not cut
 * away. A test holds descriptions and answers together.
 */
export function asItIs(): (answer: unknown) => string {
    return answer => JSON.stringify(answer);
}
