import {readFileSync} from 'node:fs';
import {parseSync, type Program} from 'oxc-parser';

/** A node of the syntax tree, as loosely as a walk over all of them needs it. */
export interface Node {
    readonly type: string;
    readonly start: number;
    readonly end: number;
    readonly [field: string]: unknown;
}

/** A source file, read into its tree. */
export interface Source {
    readonly path: string;
    readonly text: string;
    readonly program: Program;
    /** What it imports, statically or not, with the place. */
    readonly imports: readonly {readonly target: string; readonly start: number}[];
    /** The names it exports. */
    readonly exports: readonly string[];
}

/** Reads a TypeScript file; one that does not parse is a fault. */
export function readSource(path: string): Source {
    const text = readFileSync(path, 'utf8');
    const {program, module, errors} = parseSync(path, text, {sourceType: 'module'});
    if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
    const statics = module.staticImports.map(({moduleRequest}) => moduleRequest);
    const passedOn = module.staticExports.flatMap(({entries}) => entries)
        .map(({moduleRequest}) => moduleRequest).filter(request => request !== null);
    const dynamics = module.dynamicImports.map(({moduleRequest: {start, end}}) =>
        ({value: text.slice(start + 1, end - 1), start}));
    const inTypes = [...nodesIn(program.body)].filter(({type}) => type === 'TSImportType')
        .map(({source}) => source as unknown as {value: string; start: number});
    const exports = module.staticExports.flatMap(({entries}) => entries)
        .map(({exportName}) => exportName.name).filter(name => name !== null);
    const imports = [...statics, ...passedOn, ...dynamics, ...inTypes]
        .map(({value, start}) => ({target: value, start}));
    return {path, text, program, imports, exports};
}

/** Every node below this one, in the order of the text. */
export function* nodesIn(tree: unknown): Generator<Node> {
    if (Array.isArray(tree)) {
        for (const each of tree) yield* nodesIn(each);
    } else if (isNode(tree)) {
        yield tree;
        for (const [field, value] of Object.entries(tree)) {
            if (field !== 'parent' && typeof value === 'object') yield* nodesIn(value);
        }
    }
}

/** Counted from 1. */
export function lineOf(text: string, offset: number): number {
    let line = 1;
    let end = text.indexOf('\n');
    while (end !== -1 && end < offset) {
        line++;
        end = text.indexOf('\n', end + 1);
    }
    return line;
}

function isNode(value: unknown): value is Node {
    return typeof value === 'object' && value !== null && 'type' in value;
}
