import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {inCheckout} from './build.mjs';
import {fileLines, functionLines, type Measure} from './measure.ts';
import {sourceFiles} from './source-files.ts';
import {readSource} from './syntax.ts';
import {LIMITS} from './tidy-limits.ts';

const SHOWN = 15;

// The longest files and functions, to be looked at: is there a second idea in one of them?
const root = checkoutFolder();
const sources = ['packages', 'apps', 'proofs', 'tools']
    .flatMap(folder => sourceFiles(root, folder)).map(readSource);

function show(title: string, measures: readonly Measure[]): void {
    process.stdout.write(`${title}\n`);
    const longest = [...measures].sort((a, b) => b.lines - a.lines).slice(0, SHOWN);
    for (const {what, lines} of longest) {
        process.stdout.write(`${String(lines).padStart(6)}  ${inCheckout(root, what)}\n`);
    }
}

show(`longest files (typically under 200 lines, never above ${LIMITS.fileLines})`,
    sources.map(fileLines));
show(`longest functions (typically under 30 lines, never above ${LIMITS.functionLines})`,
    sources.flatMap(functionLines));
