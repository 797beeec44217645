import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {
    COLUMNS, type PromisedRow, type PromisedTold, type Told,
} from '../apps/web/src/data/promised.ts';
import {ConsoleUnderTest} from './desk/console-under-test.ts';
import {proof} from './proof.ts';

const LONGEST_MS = 120_000;

export default proof({
    id: 'plan-06-page',
    claim: 'each figure of the console\'s table of promises opens its source with one key, and '
        + 'what was not measured says so',
    bar: 'every figure by Enter alone: its value as the server gave it, who said it and when, its '
        + 'status, and a line of a file that holds it, or of what it was made; nothing of a world '
        + 'under measured; the exported file has every figure',
    kind: 'held',
    needs: ['chromium'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context, {vehiclesPerDay: 60});
        const folder = join(context.root, 'corridors', 'pakistan');
        const found: string[] = [];
        let walked = 0;
        try {
            const page = await console.signIn({language: 'en', theme: 'light'});
            await page.keyboard.press('g');
            await page.keyboard.press('p');
            await page.locator('.promises').waitFor();
            const told = await toldWhole(page);
            found.push(...columnFaults(told), ...await tableFaults(page, told));
            for (const row of told.rows) {
                const all = COLUMNS.flatMap(column => row[column]);
                for (const each of all) {
                    const text = await openedText(page, each.id, told.rows.indexOf(row));
                    found.push(...figureFaults(text, each, folder)
                        .map(fault => `${row.project} ${row.indicator} ${each.id}: ${fault}`));
                    walked++;
                }
                if (row.choice) found.push(...await ruleFaults(page, row, told));
                if (!row.isMeasured) {
                    const text = await openedText(page, 'unmeasured', told.rows.indexOf(row));
                    if (!text.text.includes(row.countsAsMeasured)) found.push(`${text.text}: bare`);
                    walked++;
                }
            }
            found.push(...await fileFaults(page, told), ...console.faults);
        } finally {
            await console.close();
        }
        return {
            value: `${found.length} faults, ${walked} figures and gaps walked`,
            holds: found.length === 0 && walked > 200, notes: found.slice(0, 20),
        };
    },
});

/** The table once scenarios are reckoned, as the page shows it too. */
async function toldWhole(page: Page): Promise<PromisedTold> {
    await page.locator('.standing', {hasText: 'Scenarios reckoned on'})
        .waitFor({timeout: LONGEST_MS});
    return page.evaluate<PromisedTold>(`fetch('/v1/promised').then(reply => reply.json())`);
}

function columnFaults({rows, journeys}: PromisedTold): string[] {
    const made = (column: 'measured' | 'simulated' | 'planned'): Told[] =>
        rows.flatMap(row => row[column]).filter(each => each.made !== null);
    return [
        ...journeys?.origin === 'world' ? [] : ['the journeys are not said to be a world\'s'],
        ...made('measured').map(({id}) => `${id} of a world stands under measured`),
        ...made('simulated').length >= 4 ? [] : ['too few figures of journeys under simulated'],
        ...made('planned').length >= 15 ? [] : ['too few figures of scenarios under planned'],
    ];
}

/** What stands in the cells is what the server gave, and no number stands there bare. */
async function tableFaults(page: Page, {rows}: PromisedTold): Promise<string[]> {
    const shown = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.promises [data-from]')].map(each => each.dataset.from)`);
    const expected = rows.flatMap(row => [
        ...row.choice ? ['rule'] : [],
        ...COLUMNS.flatMap(column => row[column].map(({id}) => id)),
        ...row.isMeasured ? [] : ['unmeasured'],
    ]);
    const bare = await page.evaluate<string[]>(`[...document.querySelectorAll('.promises td')]
        .flatMap(cell => [...cell.querySelectorAll('.figures > *')])
        .filter(one => !one.querySelector('[data-from]')).map(one => one.textContent)`);
    return [
        ...JSON.stringify(shown) === JSON.stringify(expected) ? []
            : [`the page shows ${shown.length} figures, the server gave ${expected.length}`],
        ...bare.map(text => `bare: ${text}`),
    ];
}

interface Opened {
    text: string;
    exact: string | null;
}

/** One key on the figure opens it, Escape leads back to it. */
async function openedText(page: Page, from: string, nth: number): Promise<Opened> {
    const figure = page.locator(`.promises [data-row="${nth}"][data-from="${from}"]`).first();
    await figure.focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog');
    await sheet.waitFor();
    const text = await sheet.innerText();
    const value = sheet.locator('[data-exact]');
    const exact = await value.count() > 0 ? await value.getAttribute('data-exact') : null;
    await page.keyboard.press('Escape');
    await sheet.waitFor({state: 'detached'});
    const back = await page.evaluate<string>(`document.activeElement.dataset.from ?? ''`);
    return {text: back === from ? text : `${text}\nESCAPE LEADS ELSEWHERE`, exact};
}

function figureFaults({text, exact}: Opened, told: Told, folder: string): string[] {
    const wants: [what: string, is: boolean][] = [
        ['its value', exact === String(told.figure?.value ?? '')],
        ['its date', text.includes(told.date)], ['its status', text.includes(told.status)],
        ['the way back', !text.includes('ESCAPE LEADS ELSEWHERE')],
    ];
    const {made} = told;
    if (!made) {
        wants.push(['who said it', text.includes(told.party)],
            ['its source', text.includes(told.source) && told.source !== ''],
            ['its line', text.includes(told.at) && standsAt(folder, told)]);
    } else if (made.kind === 'scenario') {
        wants.push(['its scenario', text.includes(made.name)],
            ['its draws', text.includes(`${made.draws} draws, seed ${made.seed}`)],
            ['its digest', text.includes(made.digest.slice(0, 16))],
            ['its file', existsSync(join(folder, told.at.split(':')[0]!))]);
    } else {
        wants.push(['its world', made.from.every(each => text.includes(each))],
            ['what was counted', /\d of \d/.test(text)]);
    }
    return wants.filter(([, is]) => !is).map(([what]) => `does not say ${what}: ${text}`);
}

function standsAt(folder: string, {at, id}: Told): boolean {
    const [file, line] = at.split(':') as [string, string];
    const path = join(folder, file);
    return existsSync(path)
        && readFileSync(path, 'utf8').split('\n')[Number(line) - 1]!.startsWith(`${id},`);
}

/** Figures that disagree all stand with the rule; the one it picks is marked in the table. */
async function ruleFaults(
    page: Page, row: PromisedRow, {rows}: PromisedTold,
): Promise<string[]> {
    const nth = rows.indexOf(row);
    const {text} = await openedText(page, 'rule', nth);
    const said = [...row.promised, ...row.planned].filter(({made}) => made === null);
    const taken = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.one[data-taken] [data-row="${nth}"]')]
            .map(each => each.dataset.from)`);
    return [
        ...text.includes(row.choice!.why) ? [] : [`${row.project}: no reason in ${text}`],
        ...said.filter(({at}) => !text.includes(at)).map(({id}) => `${id} is not in the rule`),
        ...JSON.stringify(taken) === JSON.stringify([row.choice!.chosen]) ? []
            : [`${row.project} ${row.indicator}: marked ${taken.join()}`],
    ];
}

async function fileFaults(page: Page, {rows}: PromisedTold): Promise<string[]> {
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')]);
    const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n').slice(1);
    const figures = rows.reduce((sum, row) => sum + (row.isMeasured ? 0 : 1)
        + COLUMNS.reduce((all, column) => all + row[column].length, 0), 0);
    const missing = lines.filter(line => line.includes('not measured')).length;
    return [
        ...lines.length === figures ? [] : [`the file has ${lines.length} of ${figures} figures`],
        ...missing === rows.filter(({isMeasured}) => !isMeasured).length ? []
            : [`the file says "not measured" ${missing} times`],
    ];
}
