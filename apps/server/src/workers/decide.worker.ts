// A process of its own that decides ahead of the one that started it, and ends with it.
import {settingOf} from '../ingest.ts';
import {schemeFrom} from '../scheme-files.ts';
import {decidingConnection} from './connection.ts';
import {DecidingAhead, type Answer} from './deciding-ahead.ts';
import type {Word} from './decisions.ts';

/** What the starting process says first; addresses may hold a password and are no argument. */
export interface Opening {
    url: string;
    /** The folder of the scheme, and what its digest must be. */
    folder: string;
    digest: string;
    partition: string;
    batchSize: number;
}

process.once('disconnect', () => process.exit(0));
process.once('message', (opening: Opening) => {
    open(opening).catch((error: unknown) => {
        process.stderr.write(`${(error as Error).stack}\n`);
        process.exit(1);
    });
});

async function open({url, folder, digest, partition, batchSize}: Opening): Promise<void> {
    const scheme = schemeFrom(folder);
    if (scheme.digest !== digest) {
        throw new Error(`${folder} is no longer what it was: found ${scheme.digest}, expected `
            + digest);
    }
    const connection = await decidingConnection(url);
    // Whoever started it starts it anew when the server is there again.
    connection.once('end', () => process.exit(1));
    const ahead = new DecidingAhead(
        connection, settingOf(scheme), partition, batchSize, answer => say(answer));
    process.on('message', ({want, committed}: Word) => {
        if (want) ahead.want(want);
        else ahead.committed(committed.epoch, committed.nth);
    });
    say('ready');
    await ahead.run();
}

function say(answer: Answer | 'ready'): void {
    process.send!(answer);
}
