import {isObject} from './formats.ts';
import type {Json, Oc4ids, SchemaNode} from './schema.ts';

/** A field that the standard does not have, and how often it stands there. */
export interface AdditionalField {
    readonly field: string;
    readonly count: number;
}

/** Values of a field that its codelist does not have. In a closed list that is an error. */
export interface AdditionalCodes {
    readonly field: string;
    readonly codelist: string;
    readonly isOpen: boolean;
    readonly values: readonly string[];
}

/** What a package says beyond the standard. */
export interface Beyond {
    readonly fields: readonly AdditionalField[];
    readonly codes: readonly AdditionalCodes[];
}

/**
 * Walks over a package beside its schema. What lies below a field that the standard does not have
 * is not looked at, and an object of which the schema names no field is open: anything may stand
 * in it.
 */
export function beyondStandard(data: Json, oc4ids: Oc4ids): Beyond {
    const fields = new Map<string, number>();
    const codes = new Map<string, AdditionalCodes & {values: string[]}>();
    const walk = (value: Json | undefined, node: SchemaNode, path: string): void => {
        const {properties, items} = oc4ids.resolved(node);
        if (Array.isArray(value)) {
            const each = items ?? node;
            for (const item of value as readonly Json[]) walk(item, each, path);
            return;
        }
        if (!isObject(value)) return;
        // A map where a list should be is a fault of the schema; its fields are looked at still.
        const known = properties ?? (items ? oc4ids.resolved(items).properties : undefined);
        if (!known) return;
        for (const [key, child] of Object.entries(value)) {
            const field = path === '' ? key : `${path}/${key}`;
            const childNode = known[key];
            if (!childNode) {
                fields.set(field, (fields.get(field) ?? 0) + 1);
                continue;
            }
            noteCodes(child, childNode, field, oc4ids, codes);
            walk(child, childNode, field);
        }
    };
    walk(data, oc4ids.root, '');
    return {
        fields: [...fields].map(([field, count]) => ({field, count})),
        codes: [...codes.values()].map(each => ({...each, values: each.values.sort()})),
    };
}

function noteCodes(
    value: Json | undefined, node: SchemaNode, field: string, oc4ids: Oc4ids,
    codes: Map<string, AdditionalCodes & {values: string[]}>,
): void {
    const codelist = node.codelist ?? node.items?.codelist;
    const known = codelist === undefined ? undefined : oc4ids.codesOf(codelist);
    if (!known || !value) return;
    for (const each of [value].flat() as Json[]) {
        if (isObject(each) || known.has(String(each))) continue;
        const isOpen = node.openCodelist ?? node.items?.openCodelist ?? false;
        const found = codes.get(field) ?? {field, codelist: codelist!, isOpen, values: []};
        if (!found.values.includes(String(each))) found.values.push(String(each));
        codes.set(field, found);
    }
}
