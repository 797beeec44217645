import {readdirSync, rmSync} from 'node:fs';
import {basename, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {bundleOptions} from '../tools/build.mjs';
import {hopsOf, linkFault, linksOf} from '../tools/doc-links.ts';
import {writeExamples, type Example} from '../tools/examples.ts';
import {layerFaults} from '../tools/layers.ts';
import {filesEnding, sourceFiles} from '../tools/source-files.ts';
import {readSource} from '../tools/syntax.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'thread-08',
    claim: 'the house keeps its own rules: arrows, links, hops and examples',
    bar: 'no fault in any package, page or example; the life of a reading has 8 hops or more',
    kind: 'held',
    short: true,
    measure: async ({root}) => {
        const names = readdirSync(join(root, 'packages'));
        const crossed = names.flatMap(name => sourceFiles(root, `packages/${name}`)
            .flatMap(path => layerFaults(name, readSource(path))));
        const pages = pagesOf(root);
        const astray = pages.flatMap(linksOf).map(linkFault).filter(fault => fault !== undefined);
        const hops = hopsOf(join(root, 'ARCHITECTURE.md'), /life of a reading/i);
        const into = join(root, 'dist', 'examples', `proof-${process.pid}`);
        const examples = writeExamples(root, into);
        const broken = await faultsOf(root, examples);
        const without = names.filter(name =>
            !examples.some(({page}) => page === join('packages', name, 'README.md')));
        const faults = [...crossed, ...astray, ...broken, ...without.map(n => `${n}: no example`)];
        rmSync(into, {recursive: true});
        return {
            value: `${faults.length} faults, ${hops.length} hops, ${examples.length} examples, `
                + `${pages.length} pages`,
            holds: faults.length === 0 && hops.length >= 8,
            notes: faults,
        };
    },
});

function pagesOf(root: string): string[] {
    const atTop = readdirSync(root).filter(name => name.endsWith('.md'));
    return [
        ...atTop.map(name => join(root, name)),
        ...['packages', 'apps', 'corridors', 'decisions', 'docs', 'proofs']
            .flatMap(folder => filesEnding(root, folder, /\.md$/)),
    ];
}

async function faultsOf(root: string, examples: readonly Example[]): Promise<string[]> {
    const faults: string[] = [];
    for (const {page, line, file} of examples) {
        const outfile = file.replace(basename(file), `${basename(file, '.ts')}.mjs`);
        try {
            await build({...bundleOptions(root), entryPoints: [file], outfile});
            await import(pathToFileURL(outfile).href);
        } catch (error) {
            faults.push(`${page}:${line}: ${(error as Error).message}`);
        }
    }
    return faults;
}
