import {SCHEME} from '../thread-02/reference-lines.ts';
import {KarwanProcess} from '../thread-06/karwan-process.ts';

/** What `karwan work --until-done --json` says at its end. */
export interface Worked {
    batches: number;
    readings: number;
    workers: number;
    seconds: number;
}

/** `karwan work` until all is worked off, as a process of its own. */
export function startWork(
    root: string, home: string, url: string, workers: 1 | 2,
): Promise<KarwanProcess> {
    return KarwanProcess.start(root,
        ['work', '--scheme', SCHEME, '--workers', `${workers}`, '--until-done'],
        {KARWAN_HOME: home, DATABASE_URL: url});
}

/** What it did. Throws where it did not end well. */
export async function workedBy(work: KarwanProcess): Promise<Worked> {
    return JSON.parse(await work.done()) as Worked;
}
