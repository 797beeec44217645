import {DAY_MS, median} from '@karwan/base';

/**
 * One way to see a gantry's clock: by what vehicles took to it beside what they took on the
 * neighbouring stretch. Plain data, so that it can be stored.
 */
export interface ClockView {
    gantry: number;
    from: Standpoint;
    /** The two gantries beside it. */
    first: number;
    second: number;
    sinceMs: number;
    /** What vehicles usually take; undefined while it is learned. */
    usual: {share: number; totalMs: number} | undefined;
    /** Vehicles of the part under way: what each took to the gantry, and beside it. */
    tookMs: number[];
    besideMs: number[];
    /** Parts of the block under way, and when its first vehicle came. */
    blockMs: number[];
    blockFromMs: number;
    /** Parts of the blocks before, the latest last. */
    historyMs: number[];
    /** How blocks of the history lie and vary; undefined where it is too short. */
    blocks: {middleMs: number; spreadMs: number; limitMs: number} | undefined;
}

/** Where the neighbours lie: before and behind the gantry, or both to one side. */
export const standpoints = ['between', 'behind', 'before'] as const;
export type Standpoint = (typeof standpoints)[number];

/** Vehicles of a block are taken in parts, so that a short history still tells how blocks vary. */
const PART = 100;
const PARTS = 5;
/** Vehicles of a block. */
export const BLOCK = PART * PARTS;
/** The usual share is that of the first so many. */
const TO_LEARN = 300;
/** Parts that are remembered, and those that must be before a block is judged. */
const HISTORY = 400;
const LEAST_HISTORY = 20;
/** Traffic differs by the hour, so a day must have been seen before a block is called off. */
const LEAST_HISTORY_MS = DAY_MS;
/** In a jam sections slow down each by itself: only who drives as fast as usual says something. */
const FREE_FLOW = 1.12;
/** Of those, who stopped on one of the two stretches says nothing. */
const STEADY = 1.18;
/** A block further from its history than so many of its deviations is off: 0.3 % of normal ones. */
const FAR = 3;
/** And further than 19 of 20 blocks that were seen, by this factor. */
const BEYOND_SEEN = 1.6;
/** Hours differ by traffic: nothing closer is called off. */
const LEAST_OFF_MS = 1_500;
const LEAST_SPREAD_MS = 200;

export function newView(
    place: Pick<ClockView, 'gantry' | 'from' | 'first' | 'second'>, atMs: number,
): ClockView {
    return {
        ...place, sinceMs: atMs, usual: undefined, tookMs: [], besideMs: [], blockMs: [],
        blockFromMs: atMs, historyMs: [], blocks: undefined,
    };
}

/** Takes what a vehicle took; true where that fills a block. */
export function see(view: ClockView, tookMs: number, besideMs: number, atMs: number): boolean {
    if (!view.usual) {
        learn(view, tookMs, besideMs);
        return false;
    }
    const slowness = totalMs(view, tookMs, besideMs) / view.usual.totalMs;
    if (slowness > FREE_FLOW || slowness < 1 / FREE_FLOW) return false;
    if (view.blockMs.length === 0 && view.tookMs.length === 0) view.blockFromMs = atMs;
    view.tookMs.push(tookMs);
    view.besideMs.push(besideMs);
    if (view.tookMs.length < PART) return false;
    view.blockMs.push(partOf(view, view.usual.share));
    clearPart(view);
    return view.blockMs.length === PARTS;
}

/** Lays the block under way to the history. */
export function close(view: ClockView): void {
    view.historyMs.push(...view.blockMs);
    if (view.historyMs.length > HISTORY) view.historyMs = view.historyMs.slice(-HISTORY);
    view.blockMs = [];
    if (view.historyMs.length >= LEAST_HISTORY) view.blocks = varied(view.historyMs);
}

/** True where so much was seen that a block can be called off. */
export function canJudge({blocks, sinceMs}: ClockView, nowMs: number): boolean {
    return blocks !== undefined && nowMs - sinceMs >= LEAST_HISTORY_MS;
}

/** Vehicles of the whole parts under way. */
export function vehiclesOf({blockMs}: ClockView): number {
    return blockMs.length * PART;
}

/** How far the block under way, or else the last one, lies from its history. */
export function shiftOf({blockMs, historyMs, blocks}: ClockView): number {
    return mean(blockMs.length > 0 ? blockMs : historyMs.slice(-PARTS)) - blocks!.middleMs;
}

/** How much a view moves when a gantry's clock does by one. */
export function effectOf({gantry, from, first, second, usual}: ClockView, moved: number): number {
    const share = usual?.share ?? 0;
    const [own, nearer, further] = {
        between: [1, share - 1, -share],
        behind: [1, -1 - share, share],
        before: [-1, 1 + share, -share],
    }[from] as [number, number, number];
    return moved === gantry ? own : moved === first ? nearer : moved === second ? further : 0;
}

function learn(view: ClockView, tookMs: number, besideMs: number): void {
    view.tookMs.push(tookMs);
    view.besideMs.push(besideMs);
    if (view.tookMs.length < TO_LEARN) return;
    const shares = view.tookMs.map((took, nth) => took / view.besideMs[nth]!);
    const totals = view.tookMs.map((took, nth) => totalMs(view, took, view.besideMs[nth]!));
    view.usual = {share: median(shares), totalMs: median(totals)};
    clearPart(view);
}

// What the middle half of the steady vehicles say: whole seconds make a median jump.
function partOf({tookMs, besideMs}: ClockView, usual: number): number {
    const shares = tookMs.map((took, nth) => took / besideMs[nth]!);
    const middle = median(shares);
    const residuals = tookMs.flatMap((took, nth) => {
        const share = shares[nth]! / middle;
        return share < STEADY && share > 1 / STEADY ? [took - usual * besideMs[nth]!] : [];
    }).sort((a, b) => a - b);
    const quarter = residuals.length >> 2;
    return mean(residuals.slice(quarter, residuals.length - quarter));
}

function clearPart(view: ClockView): void {
    view.tookMs = [];
    view.besideMs = [];
}

function totalMs({from}: ClockView, tookMs: number, besideMs: number): number {
    return from === 'between' ? besideMs : tookMs + besideMs;
}

// Of every block that could have been cut from the history: a robust deviation, and what a shift
// must exceed: what is normal, and what was seen, for jams move blocks too.
function varied(historyMs: readonly number[]): NonNullable<ClockView['blocks']> {
    const blocks: number[] = [];
    for (let end = PARTS; end <= historyMs.length; end++) {
        blocks.push(mean(historyMs.slice(end - PARTS, end)));
    }
    const middleMs = median(blocks);
    const apart = blocks.map(each => Math.abs(each - middleMs)).sort((a, b) => a - b);
    const spreadMs = Math.max(LEAST_SPREAD_MS, 1.4826 * median(apart));
    const seenMs = apart[Math.floor(apart.length * 0.95)]!;
    return {
        middleMs, spreadMs,
        limitMs: Math.max(LEAST_OFF_MS, FAR * spreadMs, BEYOND_SEEN * seenMs),
    };
}

function mean(values: readonly number[]): number {
    return values.reduce((sum, each) => sum + each, 0) / values.length;
}
