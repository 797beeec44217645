import type {Answer} from '@karwan/journey';
import type {Judged, Refused} from './door.ts';
import type {FactAnswer, JudgedFact} from './door/fact.ts';

/** One thing that arrived, as the door judged it, and where in its request or file it stood. */
export interface Arrival {
    judged: Judged | JudgedFact;
    place: string;
    receivedMs: number;
}

/** What an arrival came to in the end; a refusal says why. */
export interface Outcome {
    answer: Answer | FactAnswer;
    refusal: Refused<string> | undefined;
}

/** What arrived together, in its order: it is appended together or not at all. */
export interface Arrivals {
    /** Who brought it: `site:…`, `file:…`, `facts`, `world`. */
    source: string;
    items: Arrival[];
}
