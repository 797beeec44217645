import {existsSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {readSource} from './syntax.ts';

/** A link of a page to something in the checkout. */
export interface DocLink {
    readonly page: string;
    readonly line: number;
    /** What the page calls it: a word, or the name of something exported there. */
    readonly text: string;
    readonly target: string;
}

/** The links of a page that lead into the checkout, in their order; code samples hold none. */
export function linksOf(page: string): DocLink[] {
    const text = readFileSync(page, 'utf8')
        .replace(/```[\s\S]*?```/g, block => block.replace(/[^\n]/g, ' '));
    return text.split('\n').flatMap((line, index) =>
        [...line.matchAll(/\[([^\]]+)\]\(([^)\s]+)\)/g)]
            .map(([, name, target]) => ({page, line: index + 1, text: name!, target: target!}))
            .filter(({target}) => !/^[a-z]+:|^#/.test(target)));
}

/** Why a link leads nowhere, or undefined where it arrives. */
export function linkFault({page, line, text, target}: DocLink): string | undefined {
    const [path = '', anchor] = target.split('#');
    const file = resolve(dirname(page), path);
    const where = `${page}:${line}: [${text}](${target})`;
    if (!existsSync(file)) return `${where}: found no ${path}`;
    const symbol = symbolOf(text);
    const isCode = symbol !== undefined && path.endsWith('.ts');
    if (isCode && !readSource(file).exports.includes(symbol)) {
        return `${where}: ${path} exports no ${symbol}`;
    }
    if (anchor !== undefined && path.endsWith('.md') && !anchorsOf(file).includes(anchor)) {
        return `${where}: ${path} has no heading #${anchor}`;
    }
    return undefined;
}

// One word, perhaps in backticks, that reads like a name of code: `passagesFrom`, `Passage`.
function symbolOf(text: string): string | undefined {
    const word = text.replace(/^`|`$/g, '').replace(/\(\)$/, '');
    const isQuoted = text.startsWith('`');
    return /^[A-Za-z_]\w*$/.test(word) && (isQuoted || /[a-z][A-Z]/.test(word)) ? word : undefined;
}

function anchorsOf(file: string): string[] {
    if (statSync(file).isDirectory()) return [];
    return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
        heading!.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replace(/ /g, '-'));
}

/** The hops of a page's section: its links to source that name what is called there. */
export function hopsOf(page: string, heading: RegExp): DocLink[] {
    const lines = readFileSync(page, 'utf8').split('\n');
    const from = lines.findIndex(line => /^#+ /.test(line) && heading.test(line));
    if (from === -1) throw new Error(`${page}: found no heading ${heading}`);
    const level = /^#+/.exec(lines[from]!)![0];
    const rest = lines.slice(from + 1).findIndex(line => line.startsWith(`${level} `));
    const until = rest === -1 ? lines.length : from + 1 + rest;
    return linksOf(page).filter(({line, target}) =>
        line > from && line <= until && join(target).endsWith('.ts'));
}
