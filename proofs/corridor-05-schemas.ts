import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {
    gmnsFaults, gmnsFrom, gmnsSchemas, type SchemaField, type TableSchema,
} from '@karwan/network';
import {networkFrom} from '../apps/server/src/network-files.ts';
import {proof} from './proof.ts';

/** A table schema as the specification publishes it. */
interface Published {
    primaryKey?: string;
    foreignKeys?: readonly {fields: string; reference: {resource: string; fields: string}}[];
    fields: readonly {
        name: string;
        type: SchemaField['type'];
        constraints?: {required?: boolean; minimum?: number; maximum?: number; enum?: string[]};
        categories?: readonly (string | {value: number})[];
    }[];
}

export default proof({
    id: 'corridor-05-schemas',
    claim: 'what is exported as GMNS passes the schemas as their authors publish them, and ours '
        + 'say the same',
    bar: 'no fault by the files of zephyr-data-specs/GMNS; each table of ours equal to its file',
    kind: 'held', needs: ['peers'],
    measure: ({root, peer}) => {
        const folder = join(peer('zephyr-data-specs+GMNS'), 'spec');
        const published = Object.fromEntries(Object.keys(gmnsSchemas).map(name => [name,
            schemaFrom(name, JSON.parse(readFileSync(
                join(folder, `${name}.schema.json`), 'utf8')) as Published)]));
        const text = (schema: TableSchema): string => JSON.stringify(sorted(schema));
        const different = Object.keys(gmnsSchemas).filter(name =>
            text(gmnsSchemas[name]!) !== text(published[name]!));
        const faults = ['pakistan', 'mombasa-kampala'].flatMap(id => gmnsFaults(
            gmnsFrom(networkFrom(join(root, 'corridors', id, 'network'))), published));
        return Promise.resolve({
            value: `${faults.length} faults, ${different.length} tables different`,
            holds: faults.length === 0 && different.length === 0,
            notes: [...faults.slice(0, 20), ...different],
        });
    },
});

function schemaFrom(name: string, {primaryKey, foreignKeys = [], fields}: Published): TableSchema {
    return {
        ...primaryKey === undefined ? {} : {primaryKey},
        foreignKeys: foreignKeys.map(({fields: field, reference}) =>
            ({field, table: reference.resource || name, of: reference.fields})),
        fields: fields.map(({name: field, type = 'any', constraints = {}, categories}) => {
            const choices = constraints.enum ?? categories?.map(each =>
                typeof each === 'string' ? each : `${each.value}`);
            return {
                name: field, type,
                ...constraints.required ? {isRequired: true} : {},
                ...constraints.minimum === undefined ? {} : {minimum: constraints.minimum},
                ...constraints.maximum === undefined ? {} : {maximum: constraints.maximum},
                ...choices ? {choices} : {},
            };
        }),
    };
}

function sorted({primaryKey, foreignKeys, fields}: TableSchema): unknown {
    return [primaryKey, foreignKeys, fields.map(field => Object.entries(field).sort())];
}
