import type {CDPSession, Page} from 'playwright-core';
import {firstLink} from '../apps/server/src/access/people.ts';
import {ConsoleUnderTest} from './desk/console-under-test.ts';
import {proof} from './proof.ts';

const KB = 1000;
const MOST_SCRIPT = 200 * KB;
const MOST_WIRE = 250 * KB;
const MOST_MAP = 450 * KB;
const REST_MS = 6_000;

/** What came over the line for one address. */
interface Sent {
    path: string;
    bytes: number;
}

export default proof({
    id: 'desk-05',
    claim: 'the console is light: its first page, and the map that comes after it',
    bar: '200 kB of packed JavaScript and 250 kB over the line for the first page, 450 kB for the '
        + 'map with its worker',
    kind: 'held',
    needs: ['chromium'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context);
        try {
            const sent = await firstVisit(console);
            const ofMap = sent.filter(({path}) => /MapCanvas|maplibre|\/v1\/map/.test(path));
            const mapScript = sum(ofMap.filter(isScript));
            const ofPage = sent.filter(each => !ofMap.includes(each));
            const script = sum(ofPage.filter(isScript));
            // Answers of the server are what the page is about, whatever its size.
            const wire = sum(ofPage.filter(({path}) => !path.startsWith('/v1/')));
            return {
                value: `first page ${kb(script)} of JavaScript and ${kb(wire)} in all, map `
                    + `${kb(mapScript)} and ${kb(sum(ofMap) - mapScript)} of ground`,
                holds: script <= MOST_SCRIPT && wire <= MOST_WIRE && mapScript <= MOST_MAP
                    && mapScript > 300 * KB,
                notes: sent.map(({path, bytes}) => `${String(bytes).padStart(8)}  ${path}`),
            };
        } finally {
            await console.close();
        }
    },
});

/** All that a browser that was never here fetches of the corridor's page. */
async function firstVisit(console: ConsoleUnderTest): Promise<Sent[]> {
    const page = await console.blankPage({language: 'en', theme: 'light'});
    const line = await page.context().newCDPSession(page);
    const sent = await listen(line);
    const key = await firstLink(console.thread.database.pool, Date.now());
    await page.goto(`${console.address}/sign-in#${key}`);
    await page.locator('.shell main .tiles').waitFor();
    await page.waitForTimeout(REST_MS);
    return sent.all(page);
}

async function listen(line: CDPSession): Promise<{all(page: Page): Promise<Sent[]>}> {
    const paths = new Map<string, string>();
    const sent: Sent[] = [];
    await line.send('Network.enable');
    line.on('Network.requestWillBeSent', ({requestId, request}) => {
        paths.set(requestId, new URL(request.url).pathname);
    });
    line.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
        sent.push({path: paths.get(requestId) ?? '?', bytes: encodedDataLength});
    });
    return {all: async page => [...sent, ...await workersOf(page)]};
}

// A worker fetches its script by itself; the page is told of it afterwards.
function workersOf(page: Page): Promise<Sent[]> {
    return page.evaluate<Sent[]>(`performance.getEntriesByType('resource')
        .filter(({name}) => /worker/.test(name))
        .map(({name, transferSize}) => ({path: new URL(name).pathname, bytes: transferSize}))`);
}

function isScript({path}: Sent): boolean {
    return /\.m?js$/.test(path);
}

function sum(sent: readonly Sent[]): number {
    return sent.reduce((all, {bytes}) => all + bytes, 0);
}

function kb(bytes: number): string {
    return `${(bytes / KB).toFixed(1)} kB`;
}
