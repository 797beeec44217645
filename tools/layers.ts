import {lineOf, nodesIn, type Node, type Source} from './syntax.ts';

/**
 * The arrows of the house: whom each package may import. They point down, and a domain does not
 * know its neighbour. A package that is missing here may import nothing until somebody decides.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
    base: [],
    ledger: ['base'],
    network: ['base'],
    learn: [],
    journey: ['base'],
    accounts: ['base', 'ledger', 'journey'],
    tolling: ['base', 'ledger', 'journey', 'learn'],
    health: ['base', 'journey'],
    cctv: ['base', 'journey'],
    border: ['base', 'ledger', 'network', 'journey'],
    rail: ['base', 'network', 'journey'],
    plant: ['base', 'network', 'journey'],
    agreements: ['base'],
    plan: ['base', 'network'],
    world: ['base', 'journey'],
};

/** What packages use of others: pure computation only, no clock, chance, file or network. */
const PURE_LIBRARIES = new Set(['yaml', 'csv-parse/sync', 'csv-parse', 'highs', 'ajv']);
const TEST_LIBRARIES = new Set([
    'node:test', 'node:assert/strict', 'node:assert', 'node:fs', 'node:url', 'node:path',
]);

/** What reaches out of a pure package, as it is written in the code. */
const IMPURE_CALLS = new Set([
    'Math.random', 'Date.now', 'performance.now', 'crypto.randomUUID', 'crypto.getRandomValues',
]);
const IMPURE_NAMES = new Set([
    'process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'console',
    'require', 'globalThis',
]);
const LOCALE_METHODS = new Set(['localeCompare', 'toLocaleString', 'toLocaleDateString',
    'toLocaleTimeString', 'toLocaleUpperCase', 'toLocaleLowerCase']);

/** What is wrong with this file of `packages/<name>`, each with its line. */
export function layerFaults(name: string, source: Source): string[] {
    const isTest = /\.(test|law)\.ts$/.test(source.path) || source.path.endsWith('try.ts');
    const faults = source.imports
        .filter(({target}) => !mayImport(name, target, isTest))
        .map(({target, start}) => ({start, what: `${name} must not import ${target}`}));
    if (!isTest || source.path.endsWith('.law.ts')) faults.push(...impurities(source));
    return faults.map(({start, what}) => `${source.path}:${lineOf(source.text, start)}: ${what}`);
}

function mayImport(name: string, target: string, isTest: boolean): boolean {
    // What a package computes in WebAssembly; the build makes it of the folder's own sources.
    if (target === '../kernel/index.wasm') return true;
    if (target.startsWith('./')) return target.endsWith('.ts');
    if (target.startsWith('../')) return target.endsWith('.ts') && !target.startsWith('../../');
    const [, neighbour] = /^@karwan\/(.+)$/.exec(target) ?? [];
    if (neighbour !== undefined) return MAY_IMPORT[name]?.includes(neighbour) ?? false;
    return PURE_LIBRARIES.has(target) || (isTest && TEST_LIBRARIES.has(target));
}

function impurities({program}: Source): {start: number; what: string}[] {
    return [...nodesIn(program.body)].flatMap(node => {
        const what = impurity(node);
        return what === undefined ? [] : [{start: node.start, what: `${what} must be handed in`}];
    });
}

function impurity(node: Node): string | undefined {
    if (node.type === 'NewExpression' && nameOf(node['callee']) === 'Date') {
        return (node['arguments'] as unknown[]).length === 0 ? 'new Date()' : undefined;
    }
    if (node.type === 'MemberExpression') {
        const object = nameOf(node['object']) ?? '';
        const property = nameOf(node['property']) ?? '';
        if (LOCALE_METHODS.has(property)) return property;
        if (IMPURE_NAMES.has(object)) return object;
        return IMPURE_CALLS.has(`${object}.${property}`) ? `${object}.${property}` : undefined;
    }
    const callee = node.type === 'CallExpression' ? nameOf(node['callee']) : undefined;
    return callee !== undefined && IMPURE_NAMES.has(callee) ? callee : undefined;
}

function nameOf(node: unknown): string | undefined {
    const {type, name} = node as {type?: string; name?: string};
    return type === 'Identifier' ? name : undefined;
}
