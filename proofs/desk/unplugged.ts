import type {Page} from 'playwright-core';
import {ConsoleUnderTest} from './console-under-test.ts';
import {COMPARED, EDITED, keepComparison} from './kept-comparison.ts';
import type {Measured, ProofContext} from '../proof.ts';

export const UNPLUGGED_PAGES = [
    '/', '/day', '/review', '/vehicle', '/health', '/sheet', '/try', '/promised', '/tour',
    '/route?from=pk-karachi&to=uz-tashkent', EDITED, COMPARED,
];
/** Of these a worker draws the map, which has to be there before the plug is out. */
const MAPPED = /^\/($|route|compare)/;
const LONGEST_MS = 60_000;

/** Unplugs the server before each of these pages and plugs it in again. */
export async function unplugged(
    context: ProofContext, pages: readonly string[],
): Promise<Measured> {
    const console = await ConsoleUnderTest.open(context);
    const found: string[] = [];
    let figures = 0;
    let kept = 0;
    try {
        if (pages.includes(EDITED) || pages.includes(COMPARED)) await keepComparison(console);
        const page = await console.signIn({language: 'en', theme: 'light'});
        for (const path of pages) {
            await page.goto(console.address + await addressOf(console, path));
            await page.locator('.shell main .panel').first().waitFor({timeout: LONGEST_MS});
            if (path === COMPARED) await page.locator('[data-from="npv"]').waitFor();
            await page.locator('.line:not(.gone)').waitFor({timeout: LONGEST_MS});
            if (MAPPED.test(path)) {
                await page.locator('.ground[data-drawn]').waitFor({timeout: LONGEST_MS});
            }
            await page.evaluate('globalThis.isSame = true');
            await console.unplug();
            await page.locator('.line.gone').waitFor({timeout: LONGEST_MS});
            const {count, fresh} = await coloured(page);
            figures += count;
            kept += fresh.length;
            if (fresh.length > 0) found.push(`${path}: ${fresh.slice(0, 3).join(', ')}`);
            const told = await page.locator('.line.gone').textContent();
            if (!/figures \d+ (s|min) old/.test(told ?? '')) found.push(`${path}: "${told}"`);
            await console.plugIn();
            await page.locator('.line:not(.gone)').waitFor({timeout: LONGEST_MS});
            const isSame = await page.evaluate<boolean>(`'isSame' in globalThis`);
            if (!isSame) found.push(`${path}: the page was loaded anew`);
            if (await page.locator('[data-stale]').count() > 0) found.push(`${path}: grey`);
        }
    } finally {
        await console.close();
    }
    // A browser says of each try to reach a server that is away that it failed.
    found.push(...console.faults.filter(each => !/net::ERR|Failed to load/.test(each)));
    return {
        value: `${kept} of ${figures} figures on ${pages.length} pages kept their colour`,
        holds: found.length === 0 && figures > 0, notes: found,
    };
}

// Runs in the page, which knows other globals than we do.
const COLOURED = `(() => {
    const faint = document.createElement('i');
    faint.style.color = 'var(--faint)';
    document.body.append(faint);
    const grey = getComputedStyle(faint).color;
    faint.remove();
    const all = [...document.querySelectorAll('.shell .figure')]
        .filter(each => /\\d/.test(each.textContent));
    const fresh = all.filter(each => {
        const {color, opacity} = getComputedStyle(each);
        return color !== grey && Number(opacity) === 1;
    });
    return {count: all.length, fresh: fresh.map(each => each.textContent)};
})()`;

/** The page of a vehicle's day has figures once somebody asks for a charge. */
async function addressOf({thread}: ConsoleUnderTest, path: string): Promise<string> {
    if (path !== '/vehicle') return path;
    const {rows: [row]} = await thread.database.pool.query<{window: string}>(
        'select "window" from due order by to_ms desc limit 1');
    return `${path}?what=${row!.window}`;
}

/** The figures on the screen, and those that do not have the colour of what is stale. */
function coloured(page: Page): Promise<{count: number; fresh: string[]}> {
    return page.evaluate(COLOURED);
}
