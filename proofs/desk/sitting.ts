import type {Page} from 'playwright-core';
import type {Case} from '../../apps/web/src/data/review.ts';
import {READ_PAGE, withNeighbours, withoutNeighbours, type Choice, type Shown} from './clerk.ts';
import type {ConsoleUnderTest} from './console-under-test.ts';
import {truthOf, verdictOf, type Verdict} from './true-vehicle.ts';

const LONGEST_MS = 60_000;
const NEXT_LIMIT_MS = 3_000;

/** One item that was worked. */
export interface Worked {
    item: string;
    choice: Choice;
    verdict: Verdict;
    /** What the same clerk would have come to without the neighbours. */
    alone: Verdict;
    /** From the key to the next picture; undefined for the last. */
    nextMs: number | undefined;
}

export interface SittingOptions {
    items: number;
    /** Before each key; a person takes longer still. */
    pauseMs: number;
    /** After so many the page is loaded anew, while decisions still wait to be sent. */
    reloadAfter?: number;
}

/** A clerk sits down and works items by keys, seeing the page alone. */
export async function sit(
    console: ConsoleUnderTest, page: Page, {items, pauseMs, reloadAfter}: SittingOptions,
): Promise<Worked[]> {
    const cases = new Map<string, Case>();
    page.on('response', response => {
        if (!/\/v1\/review\/[^/]+$/.test(response.url()) || !response.ok()) return;
        void response.json().then(
            (found: Case) => cases.set(found.item.id, found), () => undefined);
    });
    await page.goto(`${console.address}/review`);
    const truth = truthOf(console);
    const worked: Worked[] = [];
    for (let nth = 0; nth < items; nth++) {
        const passage = await shownItem(page);
        if (passage === undefined) break;
        const shown = await page.evaluate<Shown>(READ_PAGE);
        const found = [...cases.values()].find(each => String(each.item.passage) === passage
            && !worked.some(({item}) => item === each.item.id))!;
        const choice = withNeighbours(shown);
        const {point, lane, atMs} = found.passage as unknown as
            {point: string; lane: number; atMs: number};
        const who = truth(point, lane, atMs);
        if (!who) throw new Error(`nobody truly passed ${point} at ${found.passage!.at}`);
        await page.waitForTimeout(pauseMs);
        const nextMs = await press(page, choice);
        worked.push({
            item: found.item.id, choice, nextMs, verdict: verdictOf(found, choice, who),
            alone: verdictOf(found, withoutNeighbours(shown), who),
        });
        if (nth + 1 === reloadAfter) {
            await page.reload();
            await page.locator('.review .panel').first().waitFor({timeout: LONGEST_MS});
        }
    }
    return worked;
}

/** The passage whose picture is on the screen; undefined where nothing waits any more. */
async function shownItem(page: Page): Promise<string | undefined> {
    const name = page.locator('.review .case').locator('xpath=..').locator('header bdi').first();
    const isThere = await name.waitFor({timeout: 5_000}).then(() => true, () => false);
    return isThere ? await name.textContent() ?? undefined : undefined;
}

// Told by the page itself: from the key's own time to the frame after the next picture stood there.
const WATCH = `(() => {
    const panel = () => document.querySelector('.review .case')?.closest('.panel');
    const before = panel()?.querySelector('header bdi')?.textContent;
    globalThis.nextMs = undefined;
    let pressedMs;
    addEventListener('keydown', event => { pressedMs = event.timeStamp; }, {capture: true});
    const observer = new MutationObserver(() => {
        const now = panel()?.querySelector('header bdi')?.textContent;
        if (now === undefined || now === before) return;
        observer.disconnect();
        requestAnimationFrame(() => { globalThis.nextMs = performance.now() - pressedMs; });
    });
    observer.observe(document.querySelector('.review'), {subtree: true, childList: true,
        characterData: true});
})()`;

async function press(page: Page, choice: Choice): Promise<number | undefined> {
    const keys = choice === 'nobody can tell' ? ['r', 'u'] : [String(choice + 1), 'Enter'];
    await page.keyboard.press(keys[0]!);
    await page.evaluate(WATCH);
    await page.keyboard.press(keys[1]!);
    // Asked again and again: the page's own policy lets nobody wait there for a text to come true.
    for (const endMs = Date.now() + NEXT_LIMIT_MS; Date.now() < endMs;) {
        const nextMs = await page.evaluate<number | undefined>('globalThis.nextMs');
        if (nextMs !== undefined) return nextMs;
    }
    return undefined;
}
