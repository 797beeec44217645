import {counted} from '../counted.ts';
import type {FeedResult} from '../feed.ts';
import {rowsOf, type Connection} from '../sql.ts';

/** What was refused of one source, earlier runs included: how much, and the first of it. */
export interface RefusedLines {
    count: number;
    first: readonly RefusedLine[];
}

/** One refused line: where it stands (`line 4`), the answer, what was found and expected. */
export interface RefusedLine {
    place: string;
    answer: string;
    explanation: string;
}

const MOST_SHOWN = 10;

const refusedOfSource = {
    name: 'feed-refused',
    text: `select place, answer, explanation, count(*) over () as count
             from refused where source = $1 order by seq limit $2`,
};

/** The refused lines of a source, in the order in which they came. */
export async function refusedLinesOf(
    connection: Connection, source: string,
): Promise<RefusedLines> {
    const rows = await rowsOf<RefusedLine & {count: number}>(
        connection, refusedOfSource, [source, MOST_SHOWN]);
    const first = rows.map(({place, answer, explanation}) => ({place, answer, explanation}));
    return {count: rows[0]?.count ?? 0, first};
}

/** The first refused lines as text, and how many there are beside them; empty where none is. */
export function refusedText(file: string, {count, first}: RefusedLines): string {
    if (count === 0) return '';
    const width = Math.max(...first.map(({place, answer}) => `${place}: ${answer}`.length)) + 2;
    return [
        `${file}: ${wasRefused(count)}`,
        ...first.map(({place, answer, explanation}) =>
            `  ${`${place}: ${answer}`.padEnd(width)}${explanation}`),
        ...count > first.length ? [`  and ${counted(count - first.length, 'more', 'more')}`] : [],
    ].join('\n');
}

/** Whether a file was taken: `none` where all its lines that say anything were refused. */
export type Taken = 'all' | 'some' | 'none';

/** What was taken of a file, earlier runs included, so that a run again says the same. */
export function takenOf(
    {headerLines, earlierLines, answers}: Pick<
        FeedResult, 'headerLines' | 'earlierLines' | 'answers'>,
    refusedCount: number,
): Taken {
    if (refusedCount === 0) return 'all';
    const {accepted = 0, repeated = 0, ...others} = answers;
    const refusedNow = Object.values(others).reduce((sum, count) => sum + count, 0);
    const takenBefore = earlierLines - headerLines - (refusedCount - refusedNow);
    return accepted + repeated > 0 || takenBefore > 0 ? 'some' : 'none';
}

/** `none of its lines was refused`, `3 of its lines were refused`. */
export function wasRefused(count: number): string {
    if (count === 0) return 'none of its lines was refused';
    return `${counted(count, 'of its lines was', 'of its lines were')} refused`;
}
