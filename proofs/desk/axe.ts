import {AxeBuilder} from '@axe-core/playwright';
import type {Page} from 'playwright-core';
import type {Measured, ProofContext} from '../proof.ts';
import {ConsoleUnderTest, type Preferences} from './console-under-test.ts';
import {COMPARED, EDITED, keepComparison} from './kept-comparison.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const TABS = 2;
export const PAGES = [
    '/', '/?past=2025-03-03T14:22', '/day', '/day?term=passages.inReview', '/sheet', '/review',
    '/vehicle', '/route?from=pk-karachi&to=uz-tashkent&leave=2025-11-01&leg=2', EDITED, COMPARED,
    '/health', '/try', '/tour', '/promised', '/promised?row=uap%2Flength%2F&source=rule',
] as const;

/** Pages as somebody sees them, in their language and theme. */
export interface Look extends Preferences {
    pages: readonly string[];
}

/** Asks axe about each page in each look. */
export async function axeOver(context: ProofContext, looks: readonly Look[]): Promise<Measured> {
    const console = await ConsoleUnderTest.open(context);
    const found: string[] = [];
    try {
        const isPlanned = looks.some(({pages}) =>
            pages.includes(EDITED) || pages.includes(COMPARED));
        if (isPlanned) await keepComparison(console);
        for (const look of looks) {
            const page = await console.signIn(look);
            const left = [...look.pages];
            // A page mostly waits for its picture, so that others can be asked about meanwhile.
            await Promise.all([page, ...await tabsBeside(page)].map(async tab => {
                for (let path = left.shift(); path !== undefined; path = left.shift()) {
                    for (const what of await violations(tab, console.address + path)) {
                        found.push(`${look.language} ${look.theme} ${path}: ${what}`);
                    }
                }
            }));
            await page.context().close();
        }
    } finally {
        await console.close();
    }
    found.push(...console.faults);
    const views = looks.reduce((sum, {pages}) => sum + pages.length, 0);
    return {
        value: `${found.length} violations in ${views} views`, holds: found.length === 0,
        notes: found,
    };
}

async function tabsBeside(page: Page): Promise<Page[]> {
    return Promise.all(Array.from({length: TABS - 1}, () => page.context().newPage()));
}

async function violations(page: Page, address: string): Promise<string[]> {
    await page.goto(address);
    await page.locator('.shell main .panel').first().waitFor();
    if (address.endsWith(COMPARED)) await page.locator('[data-from="npv"]').waitFor();
    const {violations: all} = await new AxeBuilder({page}).withTags(RULES).analyze();
    return all.map(({id, nodes}) => `${id}: ${nodes.map(node => node.html).slice(0, 3).join(' ')}`);
}
