import {grouped} from '../counted.ts';

/** How far some work has come, in the work's own measure and in lines. */
export interface Progress {
    done: number;
    total: number;
    lines: number;
}

const BAR_LETTERS = 24;
/** People read no faster. */
const REDRAW_MS = 100;

/**
 * A bar with rate and remaining time on a terminal, nothing where nobody watches. The clock is
 * handed in, in milliseconds.
 */
export class ProgressBar {
    readonly #name: string;
    readonly #stream: NodeJS.WriteStream;
    readonly #nowMs: () => number;
    #begun: {ms: number; progress: Progress} | undefined;
    #drawnMs = -Infinity;

    constructor(name: string, stream: NodeJS.WriteStream, nowMs: () => number) {
        this.#name = name;
        this.#stream = stream;
        this.#nowMs = nowMs;
    }

    show(progress: Progress): void {
        const nowMs = this.#nowMs();
        this.#begun ??= {ms: nowMs, progress};
        if (!this.#stream.isTTY || nowMs - this.#drawnMs < REDRAW_MS) return;
        this.#drawnMs = nowMs;
        const {ms, progress: first} = this.#begun;
        const text = progressText(this.#name, first, progress, nowMs - ms);
        this.#stream.write(`\r${text.slice(0, this.#stream.columns - 1)}\u001b[K`);
    }

    end(): void {
        if (this.#stream.isTTY) this.#stream.write('\r\u001b[K');
    }
}

/** `readings.csv.gz [######......] 52 %  1,204,000 lines  41,200/s  12 s left`. */
export function progressText(
    name: string, first: Progress, {done, total, lines}: Progress, elapsedMs: number,
): string {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const filled = Math.round(share * BAR_LETTERS);
    const bar = `${'#'.repeat(filled)}${'.'.repeat(BAR_LETTERS - filled)}`;
    const seconds = elapsedMs / 1000;
    const rate = seconds > 0 ? (lines - first.lines) / seconds : 0;
    const speed = seconds > 0 ? (done - first.done) / seconds : 0;
    const left = speed > 0 ? `  ${durationText((total - done) / speed)} left` : '';
    return `${name} [${bar}] ${Math.floor(share * 100)} %  ${grouped(lines)} lines  `
        + `${grouped(Math.round(rate))}/s${left}`;
}

/** `3 h 12 min`, `4 min 5 s`, `12 s`. */
export function durationText(seconds: number): string {
    const whole = Math.ceil(seconds);
    if (whole < 60) return `${whole} s`;
    if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
    return `${Math.floor(whole / 3_600)} h ${Math.floor(whole % 3_600 / 60)} min`;
}
