import type {Token} from '@karwan/journey';
import type {Roads} from './roads.ts';

/**
 * A vehicle that was seen before a gantry and behind it, on one drive, must have passed it: whether
 * the gantry saw it too is a trial with two outcomes, and nothing but readings is needed for it.
 */
export interface Bracket {
    gantry: number;
    isSeen: boolean;
    /** The token's kind says which device of the gantry stood to the test. */
    token: Token;
    /** When the vehicle was seen behind the gantry: before that nothing could be said. */
    knownMs: number;
    /** When it passed the gantry, or would have at a steady speed. */
    passedMs: number;
}

/** A vehicle's times at a gantry and at its neighbours, on one drive past all three. */
export interface Triple {
    before: number;
    at: number;
    after: number;
    beforeMs: number;
    atMs: number;
    afterMs: number;
}

/** What one more sighting of a token makes known. */
export interface Known {
    brackets: Bracket[];
    triple: Triple | undefined;
    /** It lies before what was seen of the token already: it came late. */
    isLate: boolean;
}

/** Slower than this the vehicle may have left the road in between, and nothing is concluded. */
const SLOWEST_METRES_PER_SECOND = 40 / 3.6;
/** A wrongly surveyed place must not look like a stop. */
const ALLOWANCE_MS = 8 * 60_000;
/** No drive between neighbouring sightings is taken to last longer. */
const LONGEST_MS = 3_600_000;
/** Seen again so soon by the same gantry it is the same passage. */
const SAME_PASSAGE_MS = 120_000;
/** Clocks of neighbours differ and stamps are made late: so far apart, order says nothing. */
const OUT_OF_ORDER_MS = 900_000;
/** Sightings of a drive that are remembered. */
const MOST_SEEN = 4;
/** Tokens that are remembered; twice as many at the most. */
const REMEMBERED = 100_000;

interface Seen {
    gantry: number;
    atMs: number;
}

/** Follows tokens from gantry to gantry; remembers the last sightings of each. */
export class Brackets {
    readonly #roads: Roads;
    #drives = new Map<Token, Seen[]>();
    #older = new Map<Token, Seen[]>();

    constructor(roads: Roads) {
        this.#roads = roads;
    }

    /** Sightings should come in the order of time; a late one makes nothing known. */
    see(token: Token, gantry: number, atMs: number): Known {
        const known: Known = {brackets: [], triple: undefined, isLate: false};
        const drive = this.#drives.get(token) ?? this.#older.get(token);
        const last = drive?.at(-1);
        if (!drive || !last) return this.#begin(token, gantry, atMs, known);
        if (gantry === last.gantry && Math.abs(atMs - last.atMs) < SAME_PASSAGE_MS) return known;
        if (atMs < last.atMs) return {...known, isLate: true};
        const stretch = this.#roads.between(last.gantry, gantry);
        const tookMs = atMs - last.atMs;
        if (!stretch && tookMs < OUT_OF_ORDER_MS && this.#roads.between(gantry, last.gantry)) {
            // Against the traffic: its stamp was made late. The drive stands as it was.
            return {...known, isLate: true};
        }
        if (!stretch || tookMs > longestMs(stretch.metres)) {
            return this.#begin(token, gantry, atMs, known);
        }
        this.#judge(known, token, drive, stretch, {gantry, atMs});
        drive.push({gantry, atMs});
        if (drive.length > MOST_SEEN) drive.shift();
        this.#remember(token, drive);
        return known;
    }

    #begin(token: Token, gantry: number, atMs: number, known: Known): Known {
        this.#remember(token, [{gantry, atMs}]);
        return known;
    }

    #judge(
        known: Known, token: Token, drive: readonly Seen[],
        stretch: {passed: readonly number[]; metres: number}, seen: Seen,
    ): void {
        const last = drive.at(-1)!;
        const before = drive.at(-2);
        const tookMs = seen.atMs - last.atMs;
        if (before) {
            known.brackets.push({
                gantry: last.gantry, isSeen: true, token, knownMs: seen.atMs,
                passedMs: last.atMs});
            known.triple = {
                before: before.gantry, at: last.gantry, after: seen.gantry,
                beforeMs: before.atMs, atMs: last.atMs, afterMs: seen.atMs,
            };
        }
        for (const missed of stretch.passed) {
            if (drive.some(each => each.gantry === missed)) continue;
            const share = (this.#roads.between(last.gantry, missed)?.metres ?? 0) / stretch.metres;
            known.brackets.push({
                gantry: missed, isSeen: false, token, knownMs: seen.atMs,
                passedMs: last.atMs + Math.round(share * tookMs),
            });
        }
    }

    // Two generations, of which the older is dropped whole: bounded, and who drives stays.
    #remember(token: Token, drive: Seen[]): void {
        if (this.#drives.size >= REMEMBERED) {
            this.#older = this.#drives;
            this.#drives = new Map();
        }
        this.#drives.set(token, drive);
    }
}

function longestMs(metres: number): number {
    return Math.min(LONGEST_MS, metres / SLOWEST_METRES_PER_SECOND * 1_000 + ALLOWANCE_MS);
}
