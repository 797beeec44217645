import {BATCH_SIZE, Ingest, settingOf} from '../ingest.ts';
import {DecidingProcess} from '../workers/deciding-process.ts';
import {Stop} from './exit-code.ts';
import type {CorridorSession} from './session.ts';

/** How many workers there are on one database: one that does all, or a second one beside it. */
export type Workers = 1 | 2;

/** Reads `--workers`. Throws Stop with what was expected. */
export function workersFrom(given: unknown): Workers {
    if (given === '1') return 1;
    if (given === '2') return 2;
    throw new Stop('wrong-usage', `found --workers ${String(given)}, expected 1 or 2`);
}

/** Runs work with the session's worker, and a second one beside it where there are to be two. */
export async function withWorkers<T>(
    workers: Workers, session: CorridorSession, work: (ingest: Ingest) => Promise<T>,
): Promise<T> {
    if (workers === 1) return work(session.ingest);
    const {pool, postgres, scheme, folder} = session;
    const second = new DecidingProcess({
        url: () => postgres.url, scheme, folder,
        say: line => void process.stderr.write(`${line}\n`),
    });
    try {
        await second.ready;
        return await work(
            new Ingest(pool, settingOf(scheme), BATCH_SIZE, () => second.decisions));
    } finally {
        await second.stop();
    }
}
