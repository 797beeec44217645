import {AxeBuilder} from '@axe-core/playwright';
import type {Page} from 'playwright-core';
import {ConsoleUnderTest, type Preferences} from './desk/console-under-test.ts';
import {proof} from './proof.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Each language once and each theme; the long proof crosses them.
const LOOKS: readonly Preferences[] = [
    {language: 'en', theme: 'light'}, {language: 'ur', theme: 'dark'},
    {language: 'ru', theme: 'light'},
];
const PAGES = ['/', '/day', '/review', '/vehicle', '/health', '/try'];

export default proof({
    id: 'desk-06-short',
    claim: 'every page can be used by everybody, in three languages',
    bar: 'axe finds 0 violations on every page in English, Urdu and Russian',
    kind: 'held',
    short: true,
    needs: ['chromium'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context);
        const found: string[] = [];
        try {
            for (const look of LOOKS) {
                const page = await console.signIn(look);
                for (const path of PAGES) {
                    await page.goto(console.address + path);
                    await page.locator('.shell main .panel').first().waitFor();
                    for (const what of await violations(page)) {
                        found.push(`${look.language} ${look.theme} ${path}: ${what}`);
                    }
                }
                await page.context().close();
            }
        } finally {
            await console.close();
        }
        found.push(...console.faults);
        return {
            value: `${found.length} violations on ${PAGES.length} pages in ${LOOKS.length} looks`,
            holds: found.length === 0, notes: found,
        };
    },
});

async function violations(page: Page): Promise<string[]> {
    const {violations: all} = await new AxeBuilder({page}).withTags(RULES).analyze();
    return all.map(({id, nodes}) => `${id}: ${nodes.map(node => node.html).slice(0, 3).join(' ')}`);
}
