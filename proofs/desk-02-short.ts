import type {Page} from 'playwright-core';
import {ConsoleUnderTest} from './desk/console-under-test.ts';
import {proof} from './proof.ts';

const LONGEST_MS = 60_000;
type Expect = (isSo: boolean, what: string) => void;
/** More than a decision is held in the page. */
const HELD_MS = 7_000;

export default proof({
    id: 'desk-02-short',
    claim: 'a person finds their way by keys: in by a link, to a charge, through review',
    bar: 'each step shows what it should; one decision is one fact, one taken back is none',
    kind: 'held',
    short: true,
    needs: ['chromium'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context);
        const found: string[] = [];
        const expect: Expect = (isSo, what) => {
            if (!isSo) found.push(what);
        };
        try {
            const page = await console.signIn({language: 'en', theme: 'light'});
            expect(!page.url().includes('#'), 'the key of the link stays in the address');
            await travelsBack(page, expect);
            await closesByKeys(page, expect);
            await page.locator('.charges .link').first().click();
            await page.locator('.grounds').waitFor({timeout: LONGEST_MS});
            expect(/what=\d+/.test(page.url()), `a charge has no address: ${page.url()}`);
            await page.locator('body').press('g');
            await page.keyboard.press('r');
            const first = await itemOn(page);
            await page.keyboard.press('Enter');
            const second = await itemOn(page, first);
            await page.keyboard.press('z');
            expect(await itemOn(page, second) === first, 'Z does not lead back');
            await page.waitForTimeout(HELD_MS);
            expect(await factsOf(console) === 0, 'what was taken back stands in the log');
            await page.keyboard.press('Enter');
            await itemOn(page, first);
            await page.waitForTimeout(HELD_MS);
            expect(await factsOf(console) === 1, `${await factsOf(console)} facts, expected 1`);
            await page.getByRole('combobox').selectOption('ur');
            await page.locator('html[dir="rtl"]').waitFor({timeout: LONGEST_MS});
        } finally {
            await console.close();
        }
        found.push(...console.faults);
        return {
            value: `${found.length} steps went wrong`, holds: found.length === 0, notes: found,
        };
    },
});

/** To a past minute and back, and the map nearer, without a mouse. */
async function travelsBack(page: Page, expect: Expect): Promise<void> {
    await page.keyboard.press('t');
    await page.locator('.line.past').waitFor({timeout: LONGEST_MS});
    const past = /past=([^&]+)/.exec(page.url())?.[1];
    await page.keyboard.press(',');
    await page.waitForURL(address => !address.href.includes(`past=${past}`));
    await page.locator('.map .ground canvas').waitFor({timeout: LONGEST_MS});
    await page.keyboard.press('+');
    await page.waitForURL(/map=/, {timeout: LONGEST_MS});
    await page.keyboard.press('0');
    await page.waitForURL(address => !address.search.includes('map='), {timeout: LONGEST_MS});
    await page.keyboard.press('t');
    await page.locator('.line:not(.past)').waitFor({timeout: LONGEST_MS});
    expect(!page.url().includes('past='), `the past stays in the address: ${page.url()}`);
}

/** A figure of the day opened and shut, and the page to sign. */
async function closesByKeys(page: Page, expect: Expect): Promise<void> {
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.locator('.balances').waitFor({timeout: LONGEST_MS});
    await page.locator('.balances .link').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.opened tbody tr').first().waitFor({timeout: LONGEST_MS});
    await page.keyboard.press('Escape');
    await page.locator('.opened').waitFor({state: 'detached', timeout: LONGEST_MS});
    await page.keyboard.press('p');
    await page.locator('.paper .sums').waitFor({timeout: LONGEST_MS});
    expect(page.url().includes('/sheet'), `p leads to ${page.url()}`);
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.locator('.tiles').waitFor({timeout: LONGEST_MS});
}

/** The item on the screen; another one than `before`. */
async function itemOn(page: Page, before?: string): Promise<string> {
    const name = page.locator('.review .case').locator('xpath=..').locator('header bdi').first();
    const endMs = Date.now() + LONGEST_MS;
    for (;;) {
        await name.waitFor({timeout: LONGEST_MS});
        const text = await name.textContent() ?? '';
        if (text !== before) return text;
        if (Date.now() > endMs) throw new Error(`item ${before} stays on the screen`);
        await page.waitForTimeout(20);
    }
}

async function factsOf({thread}: ConsoleUnderTest): Promise<number> {
    const {rows: [row]} = await thread.database.pool.query<{count: string}>(
        `select count(*) from fact where kind = 'review'`);
    return Number(row!.count);
}
