import {lineOf, nodesIn, type Node, type Source} from './syntax.ts';

/** A file or a function, and how many lines it takes. */
export interface Measure {
    readonly what: string;
    readonly lines: number;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Lines with something on them; the last line's end is no line. */
export function fileLines({path, text}: Source): Measure {
    return {what: path, lines: text.replace(/\n$/, '').split('\n').length};
}

/** Every function of a file with the name it goes by, from its first line to its last. */
export function functionLines({path, text, program}: Source): Measure[] {
    const names = new Map<number, string>();
    for (const node of nodesIn(program.body)) {
        const [value, name] = named(node);
        if (value !== undefined && name !== undefined) names.set(value, name);
    }
    return [...nodesIn(program.body)].filter(({type}) => FUNCTIONS.has(type)).map(node => {
        const line = lineOf(text, node.start);
        const name = nameOf(node['id']) ?? names.get(node.start) ?? '(unnamed)';
        return {what: `${path}:${line} ${name}`, lines: lineOf(text, node.end) - line + 1};
    });
}

// A function without a name of its own goes by what it is kept in, or by the test it is.
function named(node: Node): [number | undefined, string | undefined] {
    if (node.type === 'VariableDeclarator') return [startOf(node['init']), nameOf(node['id'])];
    if (node.type === 'MethodDefinition' || node.type === 'Property') {
        return [startOf(node['value']), nameOf(node['key'])];
    }
    if (node.type !== 'CallExpression') return [undefined, undefined];
    const [title, ...rest] = node['arguments'] as Node[];
    return [startOf(rest.at(-1)), `${nameOf(node['callee'])}(${textOf(title)})`];
}

function startOf(node: unknown): number | undefined {
    return (node as Node | null | undefined)?.start;
}

function nameOf(node: unknown): string | undefined {
    const {name} = (node ?? {}) as {name?: string};
    return name;
}

function textOf(node: Node | undefined): string {
    const {value} = (node ?? {}) as {value?: unknown};
    return typeof value === 'string' ? value : '…';
}
