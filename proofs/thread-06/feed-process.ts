import {SCHEME} from '../thread-02/reference-lines.ts';
import {KarwanProcess} from './karwan-process.ts';

/** One that was killed ends within this. */
export const END_LIMIT_MS = 60_000;

/** `karwan feed` of a file as a process of its own, with a database of its own. */
export function startFeed(
    root: string, home: string, file: string, workers: 1 | 2,
): Promise<KarwanProcess> {
    return KarwanProcess.start(root, ['feed', file, '--scheme', SCHEME, '--workers', `${workers}`],
        {KARWAN_HOME: home, DATABASE_URL: ''});
}
