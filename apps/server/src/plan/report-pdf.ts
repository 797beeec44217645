import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {promisify} from 'node:util';

/** Where a Chromium lies where nothing is said. */
const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const LIMIT_MS = 60_000;

/** Prints a page beside itself as PDF; undefined where there is no Chromium. */
export async function printedPdf(page: string): Promise<string | undefined> {
    const chromium = [process.env['KARWAN_CHROMIUM'], ...USUAL]
        .find(path => path !== undefined && existsSync(path));
    if (chromium === undefined) return undefined;
    const pdf = page.replace(/\.html$/, '.pdf');
    await promisify(execFile)(chromium, [
        '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer',
        `--print-to-pdf=${resolve(pdf)}`, `file://${resolve(page)}`,
    ], {timeout: LIMIT_MS});
    return pdf;
}
