import {ConsoleUnderTest} from './desk/console-under-test.ts';
import {proof} from './proof.ts';

const ROWS = 1_000_000;
const MOST_MS = 100;
const JUMPS = 9;

// From where the list is scrolled to its end to the frame after the last row stood there.
const JUMP = `(async () => {
    const frame = document.querySelector('.opened .long');
    frame.scrollTop = 0;
    await new Promise(done => setTimeout(done, 300));
    const begun = performance.now();
    frame.scrollTop = frame.scrollHeight;
    await new Promise(done => {
        const look = () => {
            const last = frame.querySelector('tr[aria-rowindex="${ROWS + 1}"]');
            if (last) requestAnimationFrame(() => done());
            else requestAnimationFrame(look);
        };
        look();
    });
    return performance.now() - begun;
})()`;

export default proof({
    id: 'desk-04-rows',
    claim: 'a list of a million rows is jumped through like one of ten',
    bar: `${ROWS} rows: from the first to the last within ${MOST_MS} ms, the median of ${JUMPS}`,
    kind: 'timed',
    needs: ['chromium', 'idle'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context);
        try {
            const page = await console.signIn({language: 'en', theme: 'light'});
            await page.route('**/v1/day*', async route => {
                const response = await route.fetch();
                const day = await response.json() as
                    {balances: {detections: {identified: number}}};
                day.balances.detections.identified = ROWS;
                await route.fulfill({json: day});
            });
            await page.route('**/v1/day/*/items*', route => route.fulfill({json: itemsOf(
                Number(new URL(route.request().url()).searchParams.get('from')))}));
            await page.goto(`${console.address}/day?term=detections.identified`);
            await page.locator('.opened .long tbody tr').nth(5).waitFor();
            const times: number[] = [];
            for (let nth = 0; nth < JUMPS; nth++) times.push(await page.evaluate<number>(JUMP));
            times.sort((a, b) => a - b);
            const median = times[Math.floor(JUMPS / 2)]!;
            const drawn = await page.locator('.opened .long tbody tr').count();
            return {
                value: `${median.toFixed(0)} ms, ${drawn} rows drawn`,
                holds: median <= MOST_MS && drawn < 200,
                notes: [times.map(ms => ms.toFixed(0)).join(' ')],
            };
        } finally {
            await console.close();
        }
    },
});

/** A page of rows as a server with so many would give it. */
function itemsOf(from: number): object {
    return {from, items: Array.from({length: 200}, (_, nth) => ({
        id: String(from + nth), at: '12:00:00', place: 'M2N-06', by: 'tag', charge: null,
        review: null, amount: null,
    }))};
}
