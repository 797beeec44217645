import {execFile} from 'node:child_process';
import {resolve} from 'node:path';
import {promisify} from 'node:util';
import {findChromium} from '../doctor/machine.ts';

const LIMIT_MS = 60_000;

/** Prints a page beside itself as PDF; undefined where there is no Chromium. */
export async function printedPdf(page: string): Promise<string | undefined> {
    const chromium = findChromium();
    if (chromium === undefined) return undefined;
    const pdf = page.replace(/\.html$/, '.pdf');
    await promisify(execFile)(chromium, [
        '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer',
        `--print-to-pdf=${resolve(pdf)}`, `file://${resolve(page)}`,
    ], {timeout: LIMIT_MS});
    return pdf;
}
