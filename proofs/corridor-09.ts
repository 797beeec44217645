import {readFileSync} from 'node:fs';
import type {Page} from 'playwright-core';
import type {NetworkTold, RouteTold, Way} from '../apps/web/src/data/network.ts';
import {ConsoleUnderTest} from './desk/console-under-test.ts';
import {proof, type ProofContext} from './proof.ts';

const NETWORK = 'pakistan';

/** What the page shows of an answer, as text. */
interface Shown {
    ways: {over: string; km: string; hours: string; money: string}[];
    verdict: string;
    rows: number;
}

// Runs in the page, which knows other globals than we do.
const READ_PAGE = `(() => ({
    verdict: document.querySelector('[data-verdict]').dataset.verdict,
    rows: document.querySelectorAll('.legs tbody tr').length,
    ways: [...document.querySelectorAll('.ways li')].map(li => {
        const [km, hours, money] = [...li.querySelectorAll('.figure bdi')]
            .map(each => each.textContent);
        return {over: li.querySelector('.link bdi').textContent, km, hours, money};
    }),
}))()`;

export default proof({
    id: 'corridor-09',
    claim: 'with the keyboard alone a way is asked for, a border shut, the other way seen, every '
        + 'figure\'s source opened; the page says what the command line says',
    bar: 'each step by keys; three answers of the page equal `karwan route --json`, figure by '
        + 'figure, and the exported legs equal its legs; no way and giving up are told by name',
    kind: 'held',
    needs: ['chromium'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context, {vehiclesPerDay: 20});
        const found: string[] = [];
        let compared = 0;
        try {
            const page = await console.signIn({language: 'en', theme: 'light'});
            const check = async (what: string, options: readonly string[]): Promise<Told> => {
                const told = await toldBy(context, options);
                await page.locator('.route[aria-busy="false"] [data-verdict]').waitFor();
                const shown = await page.evaluate<Shown>(READ_PAGE);
                const {faults, count} = await differences(page, told, shown);
                found.push(...faults.map(fault => `${what}: ${fault}`));
                compared += count;
                return told;
            };
            await askByKeys(page);
            const open = await check('as it is', ['--k', '3']);
            await byKeys(page, 'b', 'torkham', 'Enter');
            await page.waitForURL(/shut=torkham/);
            const shut = await check('Torkham shut', ['--k', '3', '--shut', 'torkham']);
            const uses = ({routes}: Told): boolean =>
                routes.some(({crossings}) => crossings.includes('torkham'));
            if (!uses(open) || uses(shut)) found.push('shutting Torkham changes no way');
            found.push(...await sourceByKeys(page));
            await byKeys(page, 'b', 'torkham', 'Enter');
            await page.waitForURL(url => !url.href.includes('shut='));
            await page.goto(`${page.url().split('&way')[0]!}&leave=2025-11-01`);
            await check('left on 1 November 2025', ['--k', '3', '--depart', '2025-11-01']);
            found.push(...await namedStates(console, page), ...console.faults);
        } finally {
            await console.close();
        }
        return {
            value: `${compared} figures compared, ${found.length} differ or fail`,
            holds: found.length === 0 && compared > 500, notes: found,
        };
    },
});

type Told = Pick<RouteTold, 'routes' | 'verdict'>;

async function toldBy({karwan}: ProofContext, options: readonly string[]): Promise<Told> {
    const {stdout} = await karwan(
        ['route', 'Karachi', 'Tashkent', '--network', NETWORK, ...options, '--json']);
    return JSON.parse(stdout) as Told;
}

async function byKeys(page: Page, open: string, text: string, close: string): Promise<void> {
    await page.keyboard.press(open);
    await page.keyboard.type(text);
    await page.keyboard.press(close);
}

/** From the console's first page, with keys alone. */
async function askByKeys(page: Page): Promise<void> {
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.locator('.asked').waitFor();
    await byKeys(page, 'f', 'Karachi', 'Enter');
    await page.waitForURL(/from=pk-karachi/);
    await page.evaluate('document.activeElement.blur()');
    await byKeys(page, 't', 'Tashkent', 'Enter');
    await page.waitForURL(/to=uz-tashkent/);
    await page.evaluate('document.activeElement.blur()');
}

/** What of the page is not what the command line says; the chosen way's legs by their file. */
async function differences(
    page: Page, {routes, verdict}: Told, shown: Shown,
): Promise<{faults: string[]; count: number}> {
    const network = await page.evaluate<NetworkTold>(
        `fetch('/v1/network').then(reply => reply.json())`);
    const name = (id: string): string => network.crossings.find(each => each.id === id)!.name;
    const expected = routes.map(({lengthKm, hours, money, crossings}) => ({
        over: crossings.map(name).join(' · '), km: one(lengthKm), hours: one(hours.p50!),
        money: `USD ${Math.round(Number(money.median)).toLocaleString('en')}`,
    }));
    const faults: string[] = [];
    const same = (what: string, told: unknown, is: unknown): void => {
        if (JSON.stringify(told) !== JSON.stringify(is)) {
            faults.push(`${what}: page ${JSON.stringify(told)}, command ${JSON.stringify(is)}`);
        }
    };
    same('verdict', shown.verdict, verdict?.kind ?? 'open');
    same('ways', shown.ways, expected);
    const rows = await exportedRows(page);
    const legs = routes[0]!.legs.map(rowOf);
    same('legs', rows.length, legs.length);
    legs.forEach((leg, nth) => same(`leg ${nth + 1}`, rows[nth], leg));
    return {faults, count: expected.length * 4 + legs.length * legs[0]!.length};
}

function one(value: number): string {
    return value.toLocaleString('en', {minimumFractionDigits: 1, maximumFractionDigits: 1});
}

const COLUMNS = [
    'kind', 'id', 'from', 'to', 'mode', 'length_km', 'hours_p10', 'hours_p50', 'hours_p90',
    'wait_hours', 'money_low_USD', 'money_median_USD', 'money_high_USD', 'loss_permille',
];

function rowOf(leg: Way['legs'][number]): string[] {
    const {hours, money} = leg;
    return [leg.kind, leg.id, leg.from, leg.to, leg.mode, leg.lengthKm, hours.p10, hours.p50,
        hours.p90, leg.waitHours, money.low, money.median, money.high, leg.lossPermille,
    ].map(String);
}

/** The file that `e` hands out; its first columns hold no comma. */
async function exportedRows(page: Page): Promise<string[][]> {
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')]);
    const text = readFileSync(await file.path(), 'utf8');
    const lines = text.replace('\uFEFF', '').trim().split('\r\n');
    const [head, ...rows] = lines.map(cellsOf);
    return rows.map(cells => COLUMNS.map(column => cells[head!.indexOf(column)]!));
}

function cellsOf(line: string): string[] {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
        .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

/** One stretch on, one key: its source, status and date; Escape leads back to the figure. */
async function sourceByKeys(page: Page): Promise<string[]> {
    await page.keyboard.press('j');
    const focused = (): Promise<string> => page.evaluate<string>(
        `JSON.stringify({...document.activeElement.dataset})`);
    const before = await focused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog');
    await sheet.waitFor();
    const text = await sheet.innerText();
    await page.keyboard.press('Escape');
    await sheet.waitFor({state: 'detached'});
    const after = await focused();
    return [
        ...before.includes('"figure":"hours"') ? [] : [`j leads to ${before}`],
        ...after.includes('"figure":"money"') ? [] : [`Escape leads to ${after}`],
        ...[/published|estimated|assumed/, /20\d\d/, /\.csv:\d+/]
            .filter(each => !each.test(text)).map(each => `no ${each.source} in: ${text}`),
    ];
}

/** Both are said by name, and no way is drawn. */
async function namedStates({address}: ConsoleUnderTest, page: Page): Promise<string[]> {
    const found: string[] = [];
    const states = {
        'no-way': 'from=pk-karachi&to=uz-tashkent&by=sea',
        'gives-up': 'from=pk-peshawar&to=af-kabul&by=road&leave=2025-11-01&shut='
            + ['taftan', 'gabd', 'khunjerab', 'wagah'].map(id => `${id}=2025-10-01..2027-12-31`),
    };
    for (const [state, search] of Object.entries(states)) {
        await page.goto(`${address}/route?${search}`);
        const told = page.locator('[data-verdict]');
        await told.waitFor();
        const verdict = await told.getAttribute('data-verdict');
        if (verdict !== state) found.push(`expected ${state}, the page says ${verdict}`);
        if (await page.locator('.ways li').count() > 0) found.push(`${state}: yet a way is shown`);
    }
    return found;
}
