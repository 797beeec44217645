import {Serving} from '../serve/serving.ts';
import type {Said} from './command.ts';
import {startOptionsFrom} from './start-options.ts';

/** Serves until a signal. Exits: `done`, `wrong-usage`, `unavailable`. */
export async function start(given: Record<string, unknown>): Promise<Said> {
    const options = startOptionsFrom(given);
    const serving = await Serving.open(options);
    const stop = new AbortController();
    const onSignal = (): void => {
        if (stop.signal.aborted) process.exit(130);
        serving.say('stopping after the batch in hand; once more stops at once');
        stop.abort();
    };
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
    try {
        await serving.run(stop.signal);
    } finally {
        process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
    return {json: {stopped: true}, text: 'stopped; `npm start` goes on where it was'};
}
