import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import type {ComparisonTold} from '../apps/web/src/data/plan.ts';
import {stepsOf} from '../apps/web/src/plan/plan-text.ts';
import {ConsoleUnderTest} from './desk/console-under-test.ts';
import {proof, type ProofContext} from './proof.ts';

const DRAWS = 4;
const LONGEST_MS = 300_000;

export default proof({
    id: 'plan-09',
    claim: 'with the keyboard alone a scenario is edited, undone, run, cancelled, run again and '
        + 'compared, and each figure\'s source opened; the page says what the command line says',
    bar: 'each step by keys; what the page compares equals `karwan plan compare --json` of the '
        + 'file it hands out, figure by figure, in its text and its tables; what is broken is '
        + 'refused with its line',
    kind: 'held',
    needs: ['chromium'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context, {vehiclesPerDay: 20});
        const found: string[] = [];
        let compared = 0;
        try {
            const page = await console.signIn({language: 'en', theme: 'light'});
            const saved = await editByKeys(page, found);
            await runByKeys(page, found);
            const told = await toldBy(context, saved);
            const {faults, count} = await differences(page, told);
            found.push(...faults);
            compared += count;
            found.push(...await sourceByKeys(page));
            found.push(...await brokenFaults(console, page), ...await draftFaults(page));
        } finally {
            await console.close();
        }
        // The browser tells of each answer that refuses, and those are asked for here.
        found.push(...console.faults.filter(fault => !/422|409/.test(fault)));
        return {
            value: `${compared} figures compared, ${found.length} differ or fail`,
            holds: found.length === 0 && compared > 300, notes: found.slice(0, 30),
        };
    },
});

/** Opens a scenario, adds an edit, undoes it, has it again; gives the file that is handed out. */
async function editByKeys(page: Page, found: string[]): Promise<string> {
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.locator('.scenarios').waitFor({timeout: LONGEST_MS});
    await page.keyboard.press('o');
    const focused = (): Promise<string> =>
        page.evaluate<string>(`document.activeElement.closest('li')?.textContent ?? ''`);
    for (let step = 0; step < 30 && !(await focused()).includes('toll-plus-50'); step++) {
        await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/open=toll-plus-50/);
    await page.locator('.edits [data-edit="reprice:tolls:factor=1.5"]').waitFor();
    await page.keyboard.press('e');
    for (const text of ['Shut', 'Chaman', '60']) {
        await page.keyboard.type(text);
        await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/shut(%3A|:)chaman/);
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('z');
    await page.waitForURL(url => !/chaman/.test(url.href));
    await page.keyboard.press('Z');
    await page.waitForURL(/shut(%3A|:)chaman/);
    const shown = await page.locator('.yaml').innerText();
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')]);
    const text = readFileSync(await file.path(), 'utf8');
    if (shown.trim() !== text.trim()) found.push('the file is not what is shown');
    if (!/shut: chaman, days: 60/.test(text)) found.push(`the file lacks the edit: ${text}`);
    if (text.trim().split('\n').length > 15) found.push('the file has more than 15 lines');
    return text;
}

/** Runs it, cancels it, runs it again to its end, and goes on to the comparison. */
async function runByKeys(page: Page, found: string[]): Promise<void> {
    await page.keyboard.press('w');
    await page.keyboard.type(String(DRAWS));
    await page.waitForURL(/draws=4/);
    await page.evaluate('document.activeElement.blur()');
    const run = page.locator('[data-run]');
    await page.locator('.button.strong:not([disabled])', {hasText: 'Run'}).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-run="running"]').waitFor();
    const seconds = (): Promise<string> => run.innerText();
    const before = await seconds();
    await page.waitForTimeout(1_500);
    if (await seconds() === before) found.push(`no progress is told: ${before}`);
    await page.keyboard.press('q');
    await page.locator('[data-run="cancelled"]').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-run="done"]').waitFor({timeout: LONGEST_MS});
    await page.keyboard.press('v');
    await page.waitForURL(/\/compare\?/);
    await page.locator('[data-from="npv"]').waitFor();
}

async function toldBy({karwan, scratch}: ProofContext, text: string): Promise<ComparisonTold> {
    const {writeFileSync} = await import('node:fs');
    const file = join(scratch(), 'mine.yaml');
    writeFileSync(file, text);
    const {stdout} = await karwan(
        ['plan', 'compare', 'today', file, '--draws', String(DRAWS), '--json']);
    return JSON.parse(stdout) as ComparisonTold;
}

// Runs in the page, which knows other globals than we do.
const READ_PAGE = `Object.fromEntries([...document.querySelectorAll('[data-from]')].map(each =>
    [each.dataset.from, each.querySelector('bdi').textContent]))`;

/** What of the page is not what the command line says: its texts, and its tables by their files. */
async function differences(
    page: Page, told: ComparisonTold,
): Promise<{faults: string[]; count: number}> {
    const faults: string[] = [];
    let count = 0;
    const same = (what: string, is: unknown, expected: unknown): void => {
        count++;
        if (String(is) === String(expected)) return;
        faults.push(`${what}: page ${String(is)}, command ${String(expected)}`);
    };
    const shown = await page.evaluate<Record<string, string>>(READ_PAGE);
    for (const [from, value] of Object.entries(textsOf(told))) same(from, shown[from], value);
    for (const [key, expected] of Object.entries(tablesOf(told))) {
        const rows = await exported(page, key);
        same(`rows of table ${key}`, rows.length, expected.length);
        expected.forEach((row, nth) => row.forEach((cell, at) =>
            same(`table ${key}, row ${nth + 1}, column ${at + 1}`, rows[nth]?.[at], cell)));
    }
    return {faults, count};
}

function amount(value: number): string {
    const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    const text = Math.abs(value).toLocaleString(
        'en', {minimumFractionDigits: digits, maximumFractionDigits: digits});
    return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Each figure by the name that the page gives it. */
function textsOf(told: ComparisonTold): Record<string, string> {
    const {spread, assumed, netPresentValue} = told;
    const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
    return {
        assumed: percent(assumed!.share), p10: amount(spread!.p10), p50: amount(spread!.p50),
        p90: amount(spread!.p90), below: percent(spread!.shareBelowZero),
        npv: amount(netPresentValue), 'npv:sum': amount(netPresentValue),
        carbon: amount(told.carbonTonnes / 1e6),
        bcr: told.benefitCostRatio?.toFixed(2) ?? 'nothing spent',
        irr: told.internalRates.map(rate => `${(100 * rate).toFixed(1)}%`).join(', ') || 'none',
        ...Object.fromEntries([
            ...told.atOtherRates.map(each => [`npv:${each.rate}`, amount(each.netPresentValue)]),
            ...stepsOf(told).map(({id, worth}) => [`effect:${id}`, amount(worth)]),
            ...told.byEdit.map(({worth}, nth) => [`edit:${nth}`, amount(worth)]),
            ...told.byParty.filter(({worth}) => Math.abs(worth) >= 0.005)
                .map(({of, worth}) => [`party:${of}`, amount(worth)]),
            ...told.byCountry.filter(({worth}) => Math.abs(worth) >= 0.005)
                .map(({of, worth}) => [`country:${of}`, amount(worth)]),
            ...told.inputs.slice(0, 14).map(({id, atHigh}) => [`input:${id}`, amount(atHigh)]),
        ]) as Record<string, string>,
    };
}

/** The cells of each table that are figures of the command line, by the key that exports it. */
function tablesOf(told: ComparisonTold): Record<string, unknown[][]> {
    const {unit} = told;
    return {
        3: told.effects.map(each => [each.id, each.party, each.country, each.unit, each.worth,
            each.status, each.counts.join('; '), ...each.values]),
        4: [...told.byParty.map(({of, worth}) => ['party', of, worth, unit]),
            ...told.byCountry.map(({of, worth}) => ['country', of, worth, unit])],
        6: told.figures.map(each => [each.id, each.unit, told.firstYear + told.years - 1,
            each.without ?? '', each.with ?? '']),
        7: told.inputs.map(each => [each.id, each.low, each.value, each.high, each.unit,
            each.status, each.atLow, each.atHigh, each.switching.join(' ')]),
    };
}

/** The rows of the file that `x` and a digit hand out. */
async function exported(page: Page, key: string): Promise<string[][]> {
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('x');
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press(key)]);
    const text = readFileSync(await file.path(), 'utf8').replace('\uFEFF', '');
    return text.trim().split('\r\n').slice(1).map(cellsOf);
}

function cellsOf(line: string): string[] {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
        .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

/** One figure on, one key: what it is, what it rests on; Escape leads back to the figure. */
async function sourceByKeys(page: Page): Promise<string[]> {
    const found: string[] = [];
    await page.evaluate('document.activeElement.blur()');
    const sheet = page.getByRole('dialog');
    const focused = (): Promise<string> =>
        page.evaluate<string>(`document.activeElement.dataset.from ?? ''`);
    const figures = await page.locator('[data-from]').count();
    for (let step = 0; step < figures; step++) {
        await page.keyboard.press('j');
        const from = await focused();
        await page.keyboard.press('s');
        await sheet.waitFor({timeout: 5_000}).catch(() => found.push(`${from} opens nothing`));
        if (await sheet.count() === 0) continue;
        const text = await sheet.innerText();
        if (!/estimated|assumed|\.csv:\d+/.test(text)) found.push(`${from}: no source in ${text}`);
        await page.keyboard.press('Escape');
        await sheet.waitFor({state: 'detached'});
        const after = await focused();
        if (after !== from) found.push(`Escape leads from ${from} to ${after}`);
    }
    return found;
}

/** What is wrong is told with file, line and column, and cannot be run. */
async function brokenFaults({address}: ConsoleUnderTest, page: Page): Promise<string[]> {
    const found: string[] = [];
    const cases = {
        'shut:atlantis': /mine\.yaml:4:\d+ shut: found "atlantis"/,
        'open:torkham;reprice:tolls': /mine\.yaml:5:\d+ reprice: found no factor/,
        'build:uap-647:capital=uap-647.capital:first=2027:years=99:owner=railway AF':
            /mine\.yaml:4:\d+ years: found/,
    };
    for (const [edits, expected] of Object.entries(cases)) {
        await page.goto(`${address}/scenario?open=today&edits=${encodeURIComponent(edits)}`);
        const told = page.locator('.faults');
        await told.waitFor();
        const text = await told.innerText();
        if (!expected.test(text)) found.push(`${edits}: the page says ${text}`);
        if (await page.locator('.yaml-line.faulty').count() !== 1) found.push(`${edits}: no line`);
    }
    return found;
}

/** A second question of the same person waits until the first has ended. */
async function draftFaults(page: Page): Promise<string[]> {
    return page.evaluate<string[]>(`(async () => {
        const ask = (path, body, method = 'POST') => fetch(path, {method, ...body && {
            headers: {'content-type': 'application/json'}, body: JSON.stringify(body)}});
        const first = await ask('/v1/plan/runs', {without: 'today', with: 'ml1', draws: 50});
        const {id} = await first.json();
        const second = await ask('/v1/plan/runs', {without: 'today', with: 'uap-647', draws: 50});
        const gone = await ask('/v1/plan/runs/' + id, undefined, 'DELETE');
        const {state} = await gone.json();
        return [...first.status === 202 ? [] : ['the first: ' + first.status],
            ...second.status === 409 ? [] : ['a second is answered ' + second.status],
            ...state === 'cancelled' ? [] : ['cancelled: ' + state]];
    })()`);
}
