import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {schemeFiles} from '@karwan/tolling';

/** The kinds of road for which the documentation has a whole scheme. */
export const schemeKinds = ['open', 'closed', 'distance', 'matrix', 'day', 'city'] as const;
export type SchemeKind = (typeof schemeKinds)[number];

/** A block of the page: `open/tariffs.csv` and what stands in it. */
const BLOCK = /^```\w+ (\S+)\n([^]*?)^```$/gm;

/** Every file that a page of documentation holds, by the name that it gives it. */
export function pageFiles(page: string): Map<string, string> {
    return new Map([...page.matchAll(BLOCK)].map(([, name, text]) => [name!, text!]));
}

/**
 * The files of one of the page's whole schemes, called `id`. What else there is of it, such as the
 * table of trips and what they cost, stays on the page.
 */
export function schemeOfKind(checkout: string, kind: SchemeKind, id: string): Map<string, string> {
    const page = readFileSync(join(checkout, 'docs', 'write-a-scheme.md'), 'utf8');
    const files = [...pageFiles(page)].filter(([name]) =>
        name.startsWith(`${kind}/`) && schemeFiles.has(name.slice(kind.length + 1)));
    return new Map(files.map(([name, text]) =>
        [name.slice(kind.length + 1), text.replace(`id: ${kind}\n`, `id: ${id}\n`)]));
}
