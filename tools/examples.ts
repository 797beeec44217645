import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync} from 'node:fs';
import {join} from 'node:path';

/** A fenced ```ts block of a package's README, as a file that can be compiled and run. */
export interface Example {
    readonly page: string;
    /** The line in the page where its code begins. */
    readonly line: number;
    readonly file: string;
}

/** Writes the examples of all package READMEs under `into`; those of an earlier run go. */
export function writeExamples(root: string, into: string): Example[] {
    rmSync(into, {recursive: true, force: true});
    mkdirSync(into, {recursive: true});
    return packagesWithReadme(root).flatMap(name => {
        const page = join('packages', name, 'README.md');
        return blocksOf(readFileSync(join(root, page), 'utf8')).map(({line, code}) => {
            const file = join(into, `${name}-line-${line}.ts`);
            writeFileSync(file, `${code}\nexport {};\n`);
            return {page, line, file};
        });
    });
}

/** Packages that have a README; the test wants one of every package. */
export function packagesWithReadme(root: string): string[] {
    return readdirSync(join(root, 'packages'))
        .filter(name => existsSync(join(root, 'packages', name, 'README.md')));
}

function blocksOf(text: string): {line: number; code: string}[] {
    return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(match => ({
        line: text.slice(0, match.index).split('\n').length + 1,
        code: match[1]!,
    }));
}
