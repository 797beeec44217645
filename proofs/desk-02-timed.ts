import {ConsoleUnderTest} from './desk/console-under-test.ts';
import {sit} from './desk/sitting.ts';
import {proof} from './proof.ts';

const ITEMS = 25;
/** Quicker than people are; the next pictures are fetched meanwhile. */
const PAUSE_MS = 400;
const MOST_MS = 50;

export default proof({
    id: 'desk-02-timed',
    claim: 'the next picture stands there when the key is let go',
    bar: `${MOST_MS} ms from the key to the frame of the next picture, 95 of 100 times`,
    kind: 'timed',
    needs: ['chromium', 'idle'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context);
        try {
            const page = await console.signIn({language: 'en', theme: 'light'});
            const worked = await sit(console, page, {items: ITEMS, pauseMs: PAUSE_MS});
            const times = worked.flatMap(({nextMs}) => nextMs ?? []).sort((a, b) => a - b);
            const [median, most] = [0.5, 0.95].map(
                share => times[Math.min(times.length - 1, Math.floor(times.length * share))]!);
            return {
                value: `median ${median!.toFixed(0)} ms, p95 ${most!.toFixed(0)} ms of `
                    + `${times.length} keys`,
                holds: times.length >= ITEMS - 2 && most! <= MOST_MS,
                notes: [times.map(ms => ms.toFixed(0)).join(' ')],
            };
        } finally {
            await console.close();
        }
    },
});
