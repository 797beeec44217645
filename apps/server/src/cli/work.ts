import {counted} from '../counted.ts';
import {Changes} from '../live.ts';
import {WorkerLoop, type Ingesting} from '../serve/worker-loop.ts';
import {isServerGone} from '../server-gone.ts';
import type {Said} from './command.ts';
import {corridorSession} from './session.ts';
import {withWorkers, workersFrom} from './workers.ts';

/**
 * Works off the log until a signal, or until all of it is worked off. Another worker of the same
 * database does no harm: of two that decided the same batch one stores it, and the other's changes
 * nothing. Exits: `done`, `wrong-usage`, `unavailable`.
 */
export async function work(options: Record<string, unknown>): Promise<Said> {
    const workers = workersFrom(options['workers']);
    const name = options['scheme'] as string | undefined;
    return corridorSession(name, session => withWorkers(workers, session, async ingest => {
        const startedMs = performance.now();
        const done = options['untilDone'] === true
            ? await ingest.workOff() : await workUntilSignal(ingest, session.postgres.lost);
        const seconds = Math.round(performance.now() - startedMs) / 1000;
        return {
            json: {...done, workers, seconds},
            text: `${counted(done.readings, 'reading')} in `
                + counted(done.batches, 'batch', 'batches'),
        };
    }));
}

async function workUntilSignal(
    ingest: Ingesting, lost: Promise<string>,
): Promise<{batches: number; readings: number}> {
    const total = {batches: 0, readings: 0};
    let fault: unknown;
    const loop: WorkerLoop = new WorkerLoop(() => ingest, new Changes(), error => {
        // Without its database it has nothing to do; whoever keeps it running starts it anew.
        if (isServerGone(error)) loop.stop();
        fault = error;
        process.stderr.write(`${(error as Error).message}\n`);
    }, ({nth, readings}) => {
        fault = undefined;
        if (nth < 0) return;
        total.batches++;
        total.readings += readings;
    });
    const stop = (): void => loop.stop();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    void lost.then(stop);
    try {
        await loop.run();
    } finally {
        process.off('SIGINT', stop).off('SIGTERM', stop);
    }
    if (fault !== undefined && isServerGone(fault)) throw fault;
    return total;
}
