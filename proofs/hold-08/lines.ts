import {createWriteStream} from 'node:fs';
import {once} from 'node:events';
import {join} from 'node:path';
import type {Chance} from '@karwan/base';
import type pg from 'pg';
import type {ProofContext} from '../proof.ts';
import {wrong, type Tally} from './door.ts';
import {saidValue, type Ground} from './said-values.ts';

/** The lines of a file that must be refused, and where. */
export interface Fed {
    file: string;
    refused: Map<number, string>;
}

/** Writes so many lines of NDJSON, feeds them, and says which must be refused. */
export async function feedLines(
    {karwan, scratch}: ProofContext, home: string, from: number, count: number, chance: Chance,
    ground: Ground, of: Tally,
): Promise<Fed> {
    const file = join(scratch(), 'fuzzed.ndjson');
    const stream = createWriteStream(file);
    // The first line says what kind of file it is.
    stream.write(`{"first": "line"}\n`);
    const refused = new Map([[1, '/device']]);
    for (let nth = 0; nth < count; nth++) {
        const {text, must, field, tag} = saidValue(from + nth, chance, ground, true);
        if (!stream.write(`${text}\n`)) await once(stream, 'drain');
        if (must === 'refused' && !isTakenFromFiles(text, ground)) refused.set(nth + 2, field!);
        if (must === 'accepted') of.good.push(tag!);
    }
    stream.end();
    await once(stream, 'finish');
    const {code, stdout, stderr} = await karwan(
        ['feed', file, '--scheme', 'pakistan', '--json'], {env: {KARWAN_HOME: home}, limitMs: 3e6});
    // 1: some of its lines were refused.
    if (code !== 1) wrong(of, `feed ended with ${code}: ${stderr.slice(0, 500)}`);
    else {
        const {files: [told]} = JSON.parse(stdout) as {files: {answers: Record<string, number>}[]};
        for (const [answer, times] of Object.entries(told!.answers)) {
            of[answer === 'accepted' || answer === 'repeated' ? 'accepted' : 'refused'] += times;
        }
    }
    of.values += count + 1;
    return {file, refused};
}

// A file may hold what any site's device said, however long ago.
function isTakenFromFiles(text: string, {otherSite}: Ground): boolean {
    return text.includes(otherSite) || text.includes('"0001-01-01');
}

/** Each line that must be refused is, in its place and with a reason. */
export async function checkRefused(
    client: pg.ClientBase, {refused}: Fed, of: Tally,
): Promise<void> {
    const {rows} = await client.query<{place: string; explanation: string}>(
        `select place, explanation from refused where source like 'file:fuzzed.ndjson:%'`);
    const found = new Map(rows.map(row => [Number(row.place.slice(5)), row.explanation]));
    for (const [line, field] of refused) {
        const explanation = found.get(line);
        if (explanation === undefined) wrong(of, `line ${line} was not refused`);
        else if (!/found .+, expected ./.test(explanation)
            || !explanation.startsWith(field === '' ? 'found' : `${field}: `)) {
            wrong(of, `line ${line} was refused as "${explanation}", expected at "${field}"`);
        }
    }
}
