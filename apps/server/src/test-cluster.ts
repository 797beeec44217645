import {chmodSync, existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openPostgres} from './postgres.ts';
import {isAlive, listWorkingIn} from './postgres/processes.ts';

/** A cluster that lives as long as a test run. */
export interface TestCluster {
    /** The maintenance database: from here databases are made and dropped. */
    readonly url: string;
    /** Stops the server and deletes its folder. */
    stop(): Promise<void>;
}

const PREFIX = 'karwan-test-';

/** What is thrown away needs no protection against a power cut; crash tests start their own. */
const FAST = {fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off'};

export async function startTestCluster(): Promise<TestCluster> {
    forgetDeadRuns();
    const dataFolder = testFolder();
    const postgres = await openPostgres({dataFolder, settings: FAST, log: () => undefined});
    return {
        url: postgres.url.replace(/[^/]+$/, 'postgres'),
        stop: async () => {
            await postgres.stop();
            rmSync(dataFolder, {recursive: true, force: true});
        },
    };
}

/** A new folder of this process that PostgreSQL's user may pass, also where root runs the test. */
export function testFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    chmodSync(folder, 0o711);
    return folder;
}

// A run that was killed leaves its server behind; the folder is named after the process.
function forgetDeadRuns(): void {
    for (const name of readdirSync(tmpdir())) {
        const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
        if (pid === undefined || isAlive(Number(pid))) continue;
        const folder = join(tmpdir(), name);
        try {
            endServerIn(join(folder, 'postgres', 'data'));
            rmSync(folder, {recursive: true, force: true});
        } catch {
            // Another user's run, or a folder that another run is deleting as we look.
        }
    }
}

function endServerIn(data: string): void {
    if (!existsSync(data)) return;
    for (const pid of listWorkingIn(data)) process.kill(pid, 'SIGQUIT');
}
