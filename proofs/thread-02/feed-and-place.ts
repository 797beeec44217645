import pg from 'pg';
import {openPostgres} from '../../apps/server/src/postgres.ts';
import type {Measured, ProofContext} from '../proof.ts';
import {placeOfLines, type PlaceOfLines} from './place-of-lines.ts';
import {SCHEME, type ReadingsFile} from './reference-lines.ts';

const FEED_LIMIT_MS = 4 * 3_600_000;
/** Place 1 of the log is the scheme's own fact. */
const FIRST_SEQ = 2;

/** What `karwan feed --json` says of a file. */
interface Fed {
    isDone: boolean;
    answers: Partial<Record<string, number>>;
}

/** What `karwan verify --json` says. */
interface Verified {
    isSound: boolean;
    differences: readonly unknown[];
    rederived: Record<string, number>;
    digest: {digest: string};
}

/** Feeds a file by the command line, looks for every line, and verifies. */
export async function feedAndPlace(
    context: ProofContext, {file, lines}: ReadingsFile,
): Promise<Measured> {
    const home = context.scratch();
    const {files: [fed]} = await said<{files: Fed[]}>(
        context, home, ['feed', file, '--scheme', SCHEME]);
    const verified = await verifiedIn(context, home);
    const found = await placesIn(home, lines);
    const sum = found.fused + found.stations + found.repeated + found.refused;
    const {accepted = 0, repeated = 0, ...others} = fed!.answers;
    const refused = Object.values(others).reduce<number>((all, count) => all + (count ?? 0), 0);
    const isAnswered = accepted === found.fused + found.stations
        && repeated === found.repeated && refused === found.refused;
    return {
        value: `${lines.length} readings = ${found.fused} fused into a passage + `
            + `${found.stations} station records + ${found.repeated} repeated + `
            + `${found.refused} refused; ${verified.isSound ? 'verify clean' : 'NOT SOUND'}`,
        holds: fed!.isDone && found.wrong === 0 && sum === lines.length && isAnswered
            && verified.isSound,
        notes: [
            `lines looked for one by one: ${lines.length}; not where they must be: ${found.wrong}`,
            ...found.named,
            `answers of the feed: ${JSON.stringify(fed!.answers)}`,
            `verify derived anew: ${JSON.stringify(verified.rederived)}; differences: `
                + JSON.stringify(verified.differences),
            `digest ${verified.digest.digest}`,
        ],
    };
}

/** `karwan verify --digest` of a data folder. */
export function verifiedIn(context: ProofContext, home: string): Promise<Verified> {
    return said<Verified>(context, home, ['verify', '--digest']);
}

/** Where the lines of the only file that was fed stand in the database of a data folder. */
export async function placesIn(home: string, lines: readonly string[]): Promise<PlaceOfLines> {
    const postgres = await openPostgres({dataFolder: home, log: () => undefined});
    const pool = new pg.Pool({connectionString: postgres.url, max: 1});
    try {
        return await placeOfLines(pool, lines, FIRST_SEQ);
    } finally {
        await pool.end();
        await postgres.stop();
    }
}

async function said<Said>(
    context: ProofContext, home: string, args: readonly string[],
): Promise<Said> {
    const options = {env: {KARWAN_HOME: home, DATABASE_URL: ''}, limitMs: FEED_LIMIT_MS};
    const {code, stdout, stderr} = await context.karwan([...args, '--json'], options);
    // What is not sound is told in the same words, with an exit code of its own.
    if (stdout === '') throw new Error(`karwan ${args.join(' ')}: exit ${code}: ${stderr}`);
    return JSON.parse(stdout) as Said;
}
