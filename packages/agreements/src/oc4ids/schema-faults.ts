import type {ErrorObject} from 'ajv';
import type {Json, Oc4ids} from './schema.ts';

/** What a rule of the schema says of a value: the classes in which reviewers count errors. */
export type SchemaFaultKind =
    | 'uri' | 'date' | 'string' | 'integer' | 'object' | 'array' | 'number' | 'other-type'
    | 'length' | 'missing' | 'pattern' | 'duplicate' | 'other';

/** One thing that breaks the schema, and every place where it stands alike. */
export interface SchemaFault {
    readonly kind: SchemaFaultKind;
    /** The field without numbers of list items: `projects/budget/amount`. */
    readonly field: string;
    readonly expected: string;
    /** JSON pointers. */
    readonly paths: readonly string[];
}

/**
 * What breaks the schema, grouped as reviewers of OC4IDS see it: the same rule broken in the same
 * field of several items is one fault with several places.
 */
export function schemaFaults(data: Json, oc4ids: Oc4ids): SchemaFault[] {
    const groups = new Map<string, SchemaFault & {paths: string[]}>();
    for (const error of oc4ids.errors(data)) {
        const steps = stepsOf(error.instancePath);
        const field = steps.filter(step => !isIndex(step)).join('/');
        const key = JSON.stringify([error.keyword, sameness(error, steps), field]);
        const group = groups.get(key);
        if (group) group.paths.push(error.instancePath);
        else groups.set(key, {
            kind: kindOf(error), field, expected: expectedText(error),
            paths: [error.instancePath],
        });
    }
    return [...groups.values()];
}

/** How many faults there are of each class; classes without any are left out. */
export function countsByKind(
    faults: readonly SchemaFault[],
): Partial<Record<SchemaFaultKind, number>> {
    const counts: Partial<Record<SchemaFaultKind, number>> = {};
    for (const {kind} of faults) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
}

// What two errors must share, beside rule and field, to be told as one.
function sameness({keyword, schema, data, params}: ErrorObject, steps: readonly string[]): unknown {
    if (keyword === 'required') {
        const names = steps.filter(step => !isIndex(step));
        return [params['missingProperty'], steps.length > 2 ? names.at(-1) : ''];
    }
    // A wrong type or format is told by the item's place in its list where the item is the value.
    if (keyword === 'type' || keyword === 'format') return [schema, steps.at(-1)];
    return [schema, steps.at(-1), data];
}

function kindOf({keyword, schema, params}: ErrorObject): SchemaFaultKind {
    if (keyword === 'required') return 'missing';
    if (keyword === 'pattern') return 'pattern';
    if (keyword === 'uniqueItems') return 'duplicate';
    if (/^min(Length|Items|Properties)$/.test(keyword)) return 'length';
    if (keyword === 'format') return params['format'] === 'date-time' ? 'date' : 'uri';
    if (keyword !== 'type') return 'other';
    const type = String(Array.isArray(schema) ? schema[0] : schema);
    const kinds = ['string', 'integer', 'object', 'array', 'number'] as const;
    return kinds.find(kind => kind === type) ?? 'other-type';
}

function expectedText({keyword, schema, params}: ErrorObject): string {
    switch (keyword) {
        case 'required': return `${String(params['missingProperty'])}: …`;
        case 'type': return `a value of type ${[schema].flat().join(' or ')}`;
        case 'format': return params['format'] === 'date-time'
            ? 'an instant such as 2025-07-11T00:00:00Z' : `a value of the form ${String(schema)}`;
        case 'pattern': return `a text that matches ${String(schema)}`;
        case 'uniqueItems': return 'items with an id of their own';
        default: return `${keyword} ${JSON.stringify(schema)}`;
    }
}

function stepsOf(pointer: string): string[] {
    return pointer.split('/').slice(1)
        .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isIndex(step: string): boolean {
    return /^\d+$/.test(step);
}
