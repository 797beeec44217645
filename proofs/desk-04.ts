import type {CDPSession} from 'playwright-core';
import {ConsoleUnderTest} from './desk/console-under-test.ts';
import {underLoad} from './desk/load.ts';
import {proof} from './proof.ts';

const LOAD = {vehicles: 2_000, gantries: 300, readingsPerSecond: 320};
const MOST_CPU_MS = 12;
const WATCHED_MS = 8_000;

// Counts the frames of a while, which the page's process is asked about beside it.
const COUNT_FRAMES = `(async () => {
    let frames = 0;
    const begun = performance.now();
    await new Promise(done => {
        const frame = () => {
            frames++;
            if (performance.now() - begun > ${WATCHED_MS}) done();
            else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
    });
    return {frames, ms: performance.now() - begun};
})()`;

export default proof({
    id: 'desk-04',
    claim: 'a nation\'s traffic moves on the page, strip and map together, without a hot machine',
    bar: `${LOAD.vehicles} moving vehicles, ${LOAD.gantries} gantries, ${LOAD.readingsPerSecond} `
        + `readings a second: at most ${MOST_CPU_MS} ms of CPU a frame in the page's process`,
    kind: 'timed',
    needs: ['chromium'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context, {}, {isMoving: true});
        try {
            const page = await console.signIn({language: 'en', theme: 'light'});
            await underLoad(page, LOAD, context.seed);
            await page.goto(console.address);
            await page.locator('.map .ground canvas').waitFor();
            await page.waitForTimeout(4_000);
            await page.locator('.map').scrollIntoViewIfNeeded();
            const line = await page.context().newCDPSession(page);
            await line.send('Performance.enable', {timeDomain: 'threadTicks'});
            const before = await taskSeconds(line);
            const {frames, ms} = await page.evaluate<{frames: number; ms: number}>(COUNT_FRAMES);
            const cpu = (await taskSeconds(line) - before) / frames * 1000;
            const shown = await page.locator('.strip canvas').count();
            return {
                value: `${cpu.toFixed(1)} ms of CPU a frame, ${(frames / ms * 1000).toFixed(0)} `
                    + 'frames a second',
                holds: cpu <= MOST_CPU_MS && shown === 1 && console.faults.length === 0,
                notes: console.faults,
            };
        } finally {
            await console.close();
        }
    },
});

/** What the page's main thread worked: script, layout, style, painting. */
async function taskSeconds(line: CDPSession): Promise<number> {
    const {metrics} = await line.send('Performance.getMetrics');
    return metrics.find(({name}) => name === 'TaskDuration')!.value;
}
