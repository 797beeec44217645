import {randomBytes} from 'node:crypto';
import {setTimeout as wait} from 'node:timers/promises';
import {chanceFrom, HOUR_MS, type Chance} from '@karwan/base';
import type {WireReading} from '@karwan/journey';
import {ThreadUnderTest} from '../../apps/server/test/thread-under-test.ts';
import type {Measured, ProofContext} from '../proof.ts';

/** How much is driven. */
export interface FloodSize {
    liveMinutes: number;
    perSecond: number;
    flooded: number;
}

const HELD_MS = 72 * HOUR_MS;
const FLOOD_REQUEST = 2_000;
const TICK_MS = 250;
const LIMIT_MS = 5 * 60_000;

/** When a stretch of the log was appended, until the cursor has passed it. */
interface Waiting {
    headSeq: number;
    appendedMs: number;
}

/**
 * Vehicles drive past gantries and are said by the door at a steady rate; then one gantry comes
 * back with all it saw in three days, as fast as the door takes it, beside them. Timed from the
 * moment at which a reading is said to that at which the cursor has passed it.
 */
export async function flood(
    {seed, say}: ProofContext, {liveMinutes, perSecond, flooded}: FloodSize,
): Promise<Measured> {
    const thread = await ThreadUnderTest.open('flood', 'pakistan', randomBytes(32));
    const run = new FloodRun(thread, chanceFrom(seed), perSecond);
    const working = run.workOff();
    try {
        await run.live(Date.now() + liveMinutes * 60_000);
        const before = run.takeLatencies();
        say(`live: ${before.length} readings, p99 ${p99(before)} ms`);
        const startedMs = Date.now();
        const headSeq = await run.flood(flooded, say);
        while (run.cursor < headSeq && Date.now() - startedMs < 2 * LIMIT_MS) {
            await run.live(Date.now() + 1_000);
        }
        const workedOffMs = Date.now() - startedMs;
        const during = run.takeLatencies();
        return {
            value: `p99 ${p99(before)} ms before and ${p99(during)} ms during a flood of ${flooded}`
                + ` readings of 72 h, worked off in ${Math.round(workedOffMs / 1000)} s`,
            holds: p99(before) <= 5_000 && p99(during) <= 15_000 && workedOffMs <= LIMIT_MS,
            notes: [`live readings: ${before.length} before, ${during.length} during; the flood is `
                + 'of vehicles that pass this gantry alone, so no trip of theirs has a second end'],
        };
    } finally {
        run.stop();
        await working;
        await thread.database.drop();
    }
}

class FloodRun {
    readonly #thread: ThreadUnderTest;
    readonly #chance: Chance;
    readonly #perSecond: number;
    readonly #gantries: string[];
    #waiting: Waiting[] = [];
    #latencies: number[] = [];
    #isStopped = false;
    #vehicle = 0;
    cursor = 0;

    constructor(thread: ThreadUnderTest, chance: Chance, perSecond: number) {
        this.#thread = thread;
        this.#chance = chance;
        this.#perSecond = perSecond;
        this.#gantries = thread.scheme.corridor.sections
            .filter(({road, direction}) => road === 'M-2' && direction === 'north')
            .map(({gantry}) => gantry);
    }

    /** Works off as a server does, and notes how long each live reading took. */
    async workOff(): Promise<void> {
        while (!this.#isStopped) {
            const {batches} = await this.#thread.ingest.workOff(({toSeq}) => this.#passed(toSeq));
            if (batches === 0) await wait(20);
        }
    }

    stop(): void {
        this.#isStopped = true;
    }

    takeLatencies(): number[] {
        const taken = this.#latencies;
        this.#latencies = [];
        return taken;
    }

    /** Says readings at the rate until a moment. */
    async live(untilMs: number): Promise<void> {
        let owed = 0;
        for (let lastMs = Date.now(); Date.now() < untilMs;) {
            await wait(TICK_MS);
            const nowMs = Date.now();
            owed += (nowMs - lastMs) / 1000 * this.#perSecond;
            lastMs = nowMs;
            const readings: WireReading[] = [];
            while (readings.length + 3 <= owed) readings.push(...this.#passage(nowMs));
            owed -= readings.length;
            await this.#say(readings, nowMs, true);
        }
    }

    /** Says what a gantry kept for three days, beside the live readings; gives its last place. */
    async flood(count: number, say: (line: string) => void): Promise<number> {
        const [gantry] = this.#gantries.slice(3);
        let headSeq = 0;
        const backMs = Date.now();
        const aside = new AbortController();
        const living = this.#liveUntil(aside.signal);
        for (let said = 0; said < count; said += FLOOD_REQUEST) {
            const readings = Array.from({length: FLOOD_REQUEST / 4}, (_, nth) => {
                const atMs = backMs - HELD_MS + (said + nth * 4) / count * HELD_MS;
                return this.#passageAt(gantry!, Math.round(atMs), 1 + nth % 2);
            }).flat();
            headSeq = await this.#say(readings, Date.now(), false);
        }
        aside.abort();
        await living;
        say(`the flood was said in ${Math.round((Date.now() - backMs) / 1000)} s`);
        return headSeq;
    }

    async #liveUntil(signal: AbortSignal): Promise<void> {
        while (!signal.aborted) await this.live(Date.now() + 1_000);
    }

    #passage(nowMs: number): WireReading[] {
        return this.#passageAt(this.#chance.pick(this.#gantries), nowMs - 1_000, 1)
            .slice(0, 3);
    }

    // Laser, antenna and camera of one vehicle; the fourth message is the camera's again.
    #passageAt(gantry: string, atMs: number, lane: number): WireReading[] {
        const nth = ++this.#vehicle;
        const serial = `L${String(nth % 9_000_000).padStart(7, '0')}`;
        const said = (kind: string, laterMs: number, says: Partial<WireReading>): WireReading => ({
            device: `${gantry}.${kind}`, at: new Date(atMs + laterMs).toISOString(),
            message: `${nth}`, lane, ...says,
        });
        const camera = said('camera', 300, {
            plate: {jurisdiction: 'PK-PB', serial, confidence: 0.95}});
        return [
            said('laser', 0, {class: 'car'}), said('antenna', 150, {tag: `T${nth}`}), camera,
            {...camera, message: `${nth}b`, at: new Date(atMs + 350).toISOString()},
        ];
    }

    async #say(readings: readonly WireReading[], nowMs: number, isLive: boolean): Promise<number> {
        if (readings.length === 0) return 0;
        await this.#thread.say(nowMs, readings);
        const [{seq}] = await this.#thread.rows<{seq: string}>(
            `select seq from log_head where partition = 'main'`) as [{seq: string}];
        const headSeq = Number(seq);
        if (isLive) {
            for (const _ of readings) this.#waiting.push({headSeq, appendedMs: nowMs});
        }
        return headSeq;
    }

    #passed(toSeq: number): void {
        if (toSeq < 0) return;
        this.cursor = toSeq;
        const nowMs = Date.now();
        this.#waiting = this.#waiting.filter(({headSeq, appendedMs}) => {
            if (headSeq > toSeq) return true;
            this.#latencies.push(nowMs - appendedMs);
            return false;
        });
    }
}

function p99(latencies: readonly number[]): number {
    const sorted = [...latencies].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length * 0.99)] ?? Infinity;
}
