import {existsSync, readFileSync, statSync} from 'node:fs';
import {basename, join} from 'node:path';
import {Zone} from '@karwan/base';
import {counted, grouped} from '../counted.ts';
import {feedFile, type FeedResult, type FeedSetting} from '../feed.ts';
import {mappingFrom, mappingFromYaml, type Mapping} from '../feed/mapping.ts';
import {
    refusedLinesOf, refusedText, takenOf, wasRefused, type RefusedLines,
} from '../feed/refused-lines.ts';
import {tellOrigin} from '../promised/origin.ts';
import type {Said} from './command.ts';
import {Stop, type ExitName} from './exit-code.ts';
import {ProgressBar} from './progress.ts';
import {corridorSession} from './session.ts';
import {withWorkers, workersFrom} from './workers.ts';

/**
 * Exits: `done`, `no` where some lines of a file were refused, `refused-input` where all of one
 * were or its columns are wrong, `interrupted`, `not-found`.
 */
export async function feed(files: string[], options: Record<string, unknown>): Promise<Said> {
    for (const file of files) {
        if (!statSync(file, {throwIfNoEntry: false})?.isFile()) {
            throw new Stop('not-found', `found no file ${file}`);
        }
    }
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    process.once('SIGINT', abort).once('SIGTERM', abort);
    try {
        const workers = workersFrom(options['workers']);
        const name = options['scheme'] as string | undefined;
        return await corridorSession(name, session => withWorkers(workers, session, async worker =>
        {
            const setting = {
                ...session, worker, nowMs: Date.now, signal: stop.signal,
                isHistorical: options['fresh'] !== true,
                mapping: mappingOf(options, session.folder),
                zone: new Zone(session.scheme.corridor.zone),
            };
            const results: Fed[] = [];
            for (const file of files) {
                if (!stop.signal.aborted) results.push(await feedOne(file, setting));
            }
            const party = options['measuredBy'] as string | undefined;
            for (const {result: {source}} of party ? results : []) {
                await tellOrigin(session.pool, source, party!, Date.now());
            }
            return said(results, stop.signal.aborted);
        }));
    } finally {
        process.off('SIGINT', abort).off('SIGTERM', abort);
    }
}

/** What became of a file in this run, and what was ever refused of it. */
interface Fed {
    result: FeedResult;
    refused: RefusedLines;
}

async function feedOne(file: string, setting: Omit<FeedSetting, 'onProgress'>): Promise<Fed> {
    const bar = new ProgressBar(basename(file), process.stderr, () => performance.now());
    const onProgress: FeedSetting['onProgress'] = ({lines, readBytes, totalBytes}) =>
        bar.show({lines, done: readBytes, total: totalBytes});
    try {
        const result = await feedFile(file, {...setting, onProgress});
        return {result, refused: await refusedLinesOf(setting.pool, result.source)};
    } finally {
        bar.end();
    }
}

function mappingOf(options: Record<string, unknown>, folder: string): Mapping | undefined {
    if (typeof options['map'] === 'string') return mappingFrom(options['map']);
    const named = options['mapFile'];
    const file = typeof named === 'string' ? named : join(folder, 'feed.yaml');
    if (existsSync(file)) return mappingFromYaml(readFileSync(file, 'utf8'), basename(file));
    if (typeof named === 'string') throw new Stop('not-found', `found no file ${file}`);
    return undefined;
}

function said(fed: readonly Fed[], isStopped: boolean): Said {
    const warnings = fed.map(({result, refused}) => refusedText(result.file, refused));
    return {
        json: {files: fed.map(({result}) => result), isStopped},
        text: fed.map(resultText).join('\n'),
        warning: warnings.filter(warning => warning !== '').join('\n'),
        exit: isStopped ? 'interrupted' : exitFor(fed),
    };
}

// A file of which nothing came in is likely not what it was taken for: that outweighs lines.
function exitFor(fed: readonly Fed[]): ExitName {
    const taken = new Set(
        fed.map(({result, refused}) => takenOf(result, refused.count)));
    if (taken.has('none')) return 'refused-input';
    return taken.has('some') ? 'no' : 'done';
}

function resultText({result, refused}: Fed): string {
    const {file, earlierLines, lines, answers, isDone} = result;
    if (isDone && earlierLines === lines) {
        return `${file}: already fed, ${counted(lines, 'line')}; `
            + wasRefused(refused.count);
    }
    const since = earlierLines > 0 ? ` (from line ${grouped(earlierLines + 1)})` : '';
    const came = Object.entries(answers).map(([answer, count]) => `${grouped(count)} ${answer}`);
    const rest = isDone ? '' : '\n  stopped; the same command goes on there';
    return `${file}: ${counted(lines, 'line')}${since}: ${came.join(', ') || 'no reading'}${rest}`;
}
