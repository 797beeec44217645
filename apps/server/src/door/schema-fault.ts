import type {TSchema} from 'typebox';
import {Compile} from 'typebox/compile';
import {shapeText} from './told-value.ts';

/** Where a value leaves its schema: a JSON pointer, what was found, what was expected. */
export interface SchemaFault {
    field: string;
    found: string;
    expected: string;
}

/**
 * A check that says nothing where the value fits. It names kinds, never values: what stands in a
 * wrong field may be personal.
 */
export function faultFinder(schema: TSchema): (value: unknown) => SchemaFault | undefined {
    const validator = Compile(schema);
    return value => {
        if (validator.Check(value)) return undefined;
        const [error] = validator.Errors(value);
        if (!error) throw new Error('a value neither fits its schema nor leaves it');
        const missing = (error.params as {requiredProperties?: string[]}).requiredProperties?.[0];
        const field = missing === undefined
            ? error.instancePath : `${error.instancePath}/${missing}`;
        const expected = describedAt(schema, field) ?? error.message.replace(/^must (be )?/, '');
        return {field, found: kindText(valueAt(value, field)), expected};
    };
}

/** What kind of value this is, in words. */
export function kindText(value: unknown): string {
    if (value === undefined) return 'nothing';
    if (value === null) return 'null';
    if (Array.isArray(value)) return `a list of ${value.length}`;
    if (value === '') return 'an empty text';
    if (typeof value === 'string') return `a text of ${shapeText(value)}`;
    if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a fraction';
    return typeof value === 'boolean' ? 'true or false' : 'an object';
}

function valueAt(value: unknown, pointer: string): unknown {
    return steps(pointer).reduce<unknown>(
        (inner, step) => (inner as Record<string, unknown> | null | undefined)?.[step], value);
}

function describedAt(schema: TSchema, pointer: string): string | undefined {
    interface Described { properties?: Record<string, Described>; description?: string }
    return steps(pointer).reduce<Described | undefined>(
        (inner, step) => inner?.properties?.[step], schema as Described)?.description;
}

function steps(pointer: string): string[] {
    return pointer.split('/').slice(1).map(s => s.replaceAll('~1', '/').replaceAll('~0', '~'));
}
