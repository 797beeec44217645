import {join} from 'node:path';
import {auditRoutes} from '../apps/server/src/http/audit-routes.ts';
import {closingRoutes} from '../apps/server/src/http/closing-routes.ts';
import {corridorRoutes} from '../apps/server/src/http/corridor-routes.ts';
import {healthRoutes} from '../apps/server/src/http/health-routes.ts';
import {mapRoute} from '../apps/server/src/http/map-route.ts';
import {networkRoutes} from '../apps/server/src/http/network-routes.ts';
import {pageRoutes} from '../apps/server/src/http/page.ts';
import {planRoutes} from '../apps/server/src/http/plan-routes.ts';
import {promisedRoutes} from '../apps/server/src/http/promised-routes.ts';
import {reviewRoutes} from '../apps/server/src/http/review-routes.ts';
import {httpServer} from '../apps/server/src/http/server.ts';
import {worldRoutes} from '../apps/server/src/http/world-routes.ts';
import {settingOf} from '../apps/server/src/ingest.ts';
import {Changes} from '../apps/server/src/live.ts';
import {networkFrom} from '../apps/server/src/network-files.ts';
import {schemeFolder, schemeFrom} from '../apps/server/src/scheme-files.ts';

/** A JSON schema, as far as our answers use it. */
export interface Schema {
    title?: string;
    description?: string;
    type?: string;
    const?: string | number;
    enum?: readonly string[];
    anyOf?: readonly Schema[];
    items?: Schema;
    minItems?: number;
    maxItems?: number;
    properties?: Readonly<Record<string, Schema>>;
    required?: readonly string[];
    additionalProperties?: boolean | Schema;
}

interface Content {
    content?: Readonly<Record<string, {schema: Schema}>>;
}

/** What of an OpenAPI document the types are made from. */
export interface OpenApi {
    paths: Readonly<Record<string, Readonly<Record<string, {
        requestBody?: Content; responses?: Readonly<Record<string, Content>>;
    }>>>>;
}

/** The server's own description of the routes that the console asks. */
export async function consoleOpenApi(root: string): Promise<OpenApi> {
    const folder = schemeFolder('pakistan', root);
    // Nothing is asked of a server that only describes itself.
    const nobody = undefined as never;
    const nothing = {stop: () => Promise.resolve()} as never;
    const page = {
        pool: () => nobody, setting: settingOf(schemeFrom(folder)), tokenOf: () => nobody,
        nowMs: () => 0, simulatedSpeed: undefined, vault: nobody, door: nobody,
        onAppended: () => undefined,
    };
    const app = await httpServer({
        ...page, pool: nobody, token: '', changes: new Changes(), onFault: () => undefined,
        pages: [
            pageRoutes(page), corridorRoutes(page), mapRoute(folder), auditRoutes(page),
            healthRoutes({...page, health: () => undefined}), reviewRoutes(page),
            closingRoutes({...page, workOff: () => nobody}),
            worldRoutes({...page, faults: undefined}),
            networkRoutes(networkFrom(join(folder, 'network'))),
            promisedRoutes({...page, promises: nobody, planning: nothing}), planRoutes(nothing),
        ],
    });
    const document = app.swagger() as unknown as OpenApi;
    await app.close();
    return document;
}

const COLUMNS = 100;
const HEAD = '// Made by `npm run wire` from the server\'s OpenAPI document. Do not edit: a test '
    + 'compares them.\n';

/** Where the console has its types. */
export const WIRE_FOLDER = 'apps/web/src/data';
/** Which of its files has the types of which routes. */
const WIRE_FILES: Readonly<Record<string, RegExp>> = {
    'wire-network.ts': /^\/v1\/(network|map)/,
    'wire-explained.ts': /^\/v1\/explain/,
    'wire-promised.ts': /^\/v1\/promised/,
    'wire-plan.ts': /^\/v1\/plan/,
    'wire.ts': /^\/v1\/(?!network|map|explain|promised|plan)/,
};
/** And which has what several of them speak of. */
const SHARED_FILE = 'wire-shared.ts';

/** Each of the console's files of types, by its name. */
export function wireFiles(document: OpenApi): Map<string, string> {
    const files = Object.entries(WIRE_FILES).map(([file, isWanted]) =>
        [file, namedTypes(document, isWanted)] as const);
    const shared = new Map<string, string>();
    for (const [, named] of files) {
        for (const [name, told] of named) {
            const others = files.filter(([, other]) => other.has(name));
            if (others.length > 1) shared.set(name, sameAs(shared.get(name), told, name));
        }
    }
    const own = files.map(([file, named]): [string, string] => {
        const types = new Map([...named].filter(([name]) => !shared.has(name)));
        const text = [...types.values()].join('\n');
        const spoken = [...named.keys()].filter(name => shared.has(name)).sort();
        const used = spoken.filter(name => new RegExp(`\\b${name}\\b`).test(text));
        return [file, fileOf(types, [takenBy('import', used), takenBy('export', spoken)])];
    });
    return new Map([...own, [SHARED_FILE, fileOf(shared)]]);
}

function sameAs(before: string | undefined, told: string, title: string): string {
    if (before === undefined || before === told) return told;
    throw new Error(`two schemas are called ${title} and differ:\n${before}\n${told}`);
}

function fileOf(named: ReadonlyMap<string, string>, taken: readonly string[] = []): string {
    const types = [...named.keys()].sort().map(name => named.get(name)!);
    return HEAD + [...taken.filter(line => line !== ''), ...types]
        .map(each => `\n${each}\n`).join('');
}

function takenBy(verb: 'import' | 'export', names: readonly string[]): string {
    if (names.length === 0) return '';
    const from = `from './${SHARED_FILE}';`;
    const flat = `${verb} type {${names.join(', ')}} ${from}`;
    if (flat.length <= COLUMNS) return flat;
    return `${verb} type {\n${filled(names.map(name => `${name},`), '    ').join('\n')}\n} ${from}`;
}

/** An interface or type for each schema of some routes with a title, in the order of names. */
export function wireTypes(document: OpenApi, isWanted: RegExp): string {
    return fileOf(namedTypes(document, isWanted));
}

function namedTypes({paths}: OpenApi, isWanted: RegExp): Map<string, string> {
    const named = new Map<string, string>();
    const wanted = Object.entries(paths).filter(([path]) => isWanted.test(path));
    const contents = wanted.map(([, methods]) => methods).flatMap(methods => Object.values(methods))
        .flatMap(({requestBody, responses}) => [requestBody, ...Object.values(responses ?? {})]);
    for (const content of contents) {
        for (const {schema} of Object.values(content?.content ?? {})) typeOf(schema, named);
    }
    return named;
}

/** What stands for a schema; one with a title is named, and told once. */
function typeOf(schema: Schema, named: Map<string, string>, indent = ''): string {
    const {title} = schema;
    if (title === undefined) return plainType(schema, named, indent);
    const body = plainType(schema, named, '');
    const kind = schema.type === 'object' ? `interface ${title} ${body}`
        : `type ${title} =${/^\s/.test(body) ? '' : ' '}${body};`;
    const told = `${docs(schema)}export ${kind}`;
    named.set(title, sameAs(named.get(title), told, title));
    return title;
}

function plainType(schema: Schema, named: Map<string, string>, indent: string): string {
    const {anyOf, items, type} = schema;
    if (schema.const !== undefined) return literal(schema.const);
    if (schema.enum) return wordsOf(schema.enum, indent);
    // Of a type with a name each stands on a line of its own, one step further in.
    const inside = schema.title === undefined ? indent : `${indent}    `;
    if (anyOf) return unionOf(anyOf.map(each => typeOf(each, named, inside)), schema);
    switch (type) {
        case 'string': case 'boolean': case 'null': return type;
        case 'number': case 'integer': return 'number';
        case 'array': return arrayOf(typeOf(items!, named, indent), schema);
        case 'object': return objectType(schema, named, indent);
        default: return 'unknown';
    }
}

// Many words stand on lines of their own.
function wordsOf(words: readonly string[], indent: string): string {
    const flat = words.map(literal).join(' | ');
    if (flat.length < 70) return flat;
    return words.map(word => `\n${indent}    | ${literal(word)}`).join('');
}

function unionOf(types: readonly string[], {title}: Schema): string {
    return title === undefined ? [...new Set(types)].join(' | ')
        : types.map(each => `\n    | ${each}`).join('');
}

function arrayOf(type: string, {minItems, maxItems}: Schema): string {
    if (minItems !== undefined && minItems === maxItems) {
        return `[${Array.from({length: minItems}, () => type).join(', ')}]`;
    }
    return type.includes(' | ') && !type.startsWith('{') ? `(${type})[]` : `${type}[]`;
}

function objectType(schema: Schema, named: Map<string, string>, indent: string): string {
    const {properties = {}, required = [], additionalProperties} = schema;
    const deeper = `${indent}    `;
    const rows = Object.entries(properties).map(([name, each]) =>
        `${name}${required.includes(name) ? '' : '?'}: ${typeOf(each, named, deeper)};`
            .replace(': \n', ':\n'));
    if (additionalProperties) {
        const rest = additionalProperties === true ? 'unknown'
            : typeOf(additionalProperties, named, deeper);
        rows.push(`[more: string]: ${rest};`);
    }
    const flat = `{${rows.join(' ').replace(/;$/, '')}}`;
    if (schema.title === undefined && !flat.includes('\n')
        && indent.length + flat.length < COLUMNS - 22) return flat;
    return `{\n${filled(rows, deeper).join('\n')}\n${indent}}`;
}

/** As many on a line as go there. */
function filled(rows: readonly string[], indent: string): string[] {
    const lines: string[] = [];
    for (const row of rows) {
        const last = lines.at(-1);
        const isShort = !row.includes('\n') && last !== undefined && !last.includes('\n')
            && last.length + row.length < COLUMNS;
        if (isShort) lines[lines.length - 1] = `${last} ${row}`;
        else lines.push(indent + row);
    }
    return lines;
}

function docs({description}: Schema): string {
    return description === undefined ? '' : `/** ${description} */\n`;
}

function literal(value: string | number): string {
    return typeof value === 'string' ? `'${value}'` : String(value);
}
