import {appendFileSync, existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {machineName} from './machine.ts';

/** One line of `proofs/RESULTS.md`. */
export interface Result {
    readonly date: string;
    readonly id: string;
    readonly value: string;
    readonly verdict: string;
    readonly load: string;
    readonly seconds: string;
}

const HEAD = `# Results

What was measured, when, where: \`npm run prove -- <id> --record\` appends a line. Every figure in
README and STATUS comes from here.

| date (UTC) | proof | figure | verdict | load | seconds | machine |
|---|---|---|---|---|---|---|
`;

/** The last recorded result of each proof. */
export function lastResults(root: string): Map<string, Result> {
    const path = resultsPath(root);
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    const results = lines.filter(line => /^\| \d{4}-/.test(line)).map(line => {
        const [date, id, value, verdict, load, seconds] = line.split(/(?<!\\)\|/).slice(1)
            .map(cell => cell.trim().replaceAll('\\|', '|'));
        return {
            date: date!, id: id!, value: value!, verdict: verdict!, load: load!, seconds: seconds!,
        };
    });
    return new Map(results.map(result => [result.id, result]));
}

export function recordResult(root: string, result: Result): void {
    const path = resultsPath(root);
    if (!existsSync(path)) appendFileSync(path, HEAD);
    const {date, id, value, verdict, load, seconds} = result;
    const cells = [date, id, value, verdict, load, seconds, machineName()];
    const line = cells.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ');
    appendFileSync(path, `| ${line} |\n`);
}

/** How long ago that was, as people say it. */
export function age(date: string, nowMs: number): string {
    const hours = Math.floor((nowMs - Date.parse(`${date.replace(' ', 'T')}Z`)) / 3_600_000);
    if (hours < 1) return 'within the hour';
    if (hours < 48) return `${hours} h ago`;
    return `${Math.floor(hours / 24)} days ago`;
}

function resultsPath(root: string): string {
    return join(root, 'proofs', 'RESULTS.md');
}
