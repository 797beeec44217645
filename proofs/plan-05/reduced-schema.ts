import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'csv-parse/sync';

/** The keywords that constrain something; titles and descriptions do not. */
const KEPT = new Set([
    'type', 'minLength', 'minItems', 'uniqueItems', 'minProperties', '$ref', 'required', 'items',
    'pattern', 'format', 'minimum', 'codelist', 'openCodelist', 'properties', 'definitions',
]);
/** Left out: words for people, and enumerations, which repeat a codelist each. */
const LEFT = new Set(['id', '$schema', 'title', 'description', 'default', 'versionId', 'enum']);

type Tree = {[key: string]: unknown};

/** The parts of our reduced file, made anew from the files of the standard as published. */
export function reducedFrom(folder: string): Record<string, unknown> {
    const schema = (name: string): Tree =>
        reduced(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Tree);
    const packages = schema('project-package-schema');
    const projects = (packages['properties'] as Record<string, Tree>)['projects']!;
    projects['items'] = {$ref: 'project-schema.json'};
    const lists = readdirSync(join(folder, 'codelists')).sort();
    return {
        package: packages, project: schema('project-schema'),
        codelists: Object.fromEntries(lists.map(name => [name, codesIn(
            readFileSync(join(folder, 'codelists', name), 'utf8'))])),
    };
}

function reduced(node: Tree): Tree {
    const strange = Object.keys(node).filter(key => !KEPT.has(key) && !LEFT.has(key));
    if (strange.length > 0) throw new Error(`the schema has a keyword ${strange.join(', ')}`);
    return Object.fromEntries(Object.entries(node).filter(([key]) => KEPT.has(key))
        .map(([key, value]) => {
            if (key === 'items') return [key, reduced(value as Tree)];
            if (key !== 'properties' && key !== 'definitions') return [key, value];
            return [key, Object.fromEntries(Object.entries(value as Record<string, Tree>)
                .map(([name, child]) => [name, reduced(child)]))];
        }));
}

function codesIn(text: string): string[] {
    const rows = parse(text, {columns: true, bom: true, relax_column_count: true}) as
        Record<string, string>[];
    return rows.map(row => row['Code']!);
}
