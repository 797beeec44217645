import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Instrumenter} from '@stryker-mutator/instrumenter';

/** One change of one place, as Stryker makes it. */
export interface Mutant {
    readonly id: string;
    readonly file: string;
    /** Counted from 1. */
    readonly line: number;
    readonly mutator: string;
    readonly before: string;
    readonly after: string;
}

/** Files with every mutant in them, each behind a switch, and what the mutants are. */
export interface Mutated {
    readonly texts: ReadonlyMap<string, string>;
    readonly mutants: readonly Mutant[];
}

/** All of Stryker's mutants of these files: no mutator is left out. */
export async function mutated(root: string, files: readonly string[]): Promise<Mutated> {
    const texts = files.map(file => readFileSync(join(root, file), 'utf8'));
    const {files: made, mutants} = await new Instrumenter(SILENT).instrument(
        files.map((name, nth) => ({name, content: texts[nth]!, mutate: true})),
        {excludedMutations: [], ignorers: [], plugins: null});
    return {
        texts: new Map(made.map(({name, content}) => [join(root, name), content])),
        mutants: mutants.map(({id, fileName, location: {start, end}, mutatorName, ...rest}) => ({
            id, file: fileName, line: start.line + 1, mutator: mutatorName,
            before: between(texts[files.indexOf(fileName)]!, start, end),
            after: rest.replacement,
        })),
    };
}

interface Position {
    readonly line: number;
    readonly column: number;
}

function between(text: string, start: Position, end: Position): string {
    const lines = text.split('\n').slice(start.line, end.line + 1);
    lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column);
    lines[0] = lines[0]!.slice(start.column);
    return lines.join('\n');
}

const no = (): boolean => false;
const nothing = (): void => undefined;
const SILENT = {
    isTraceEnabled: no, isDebugEnabled: no, isInfoEnabled: no, isWarnEnabled: no,
    isErrorEnabled: no, isFatalEnabled: no,
    trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing,
};
