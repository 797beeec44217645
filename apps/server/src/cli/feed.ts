import {existsSync, readFileSync, statSync} from 'node:fs';
import {basename, join} from 'node:path';
import {feedFile, type FeedResult, type FeedSetting} from '../feed.ts';
import {mappingFrom, mappingFromYaml, type Mapping} from '../feed/mapping.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {grouped, ProgressBar} from './progress.ts';
import {corridorSession} from './session.ts';

/** Exits: `done`, `interrupted`, `not-found`, `refused-input`. */
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
        return await corridorSession(options['scheme'] as string | undefined, async session => {
            const setting = {
                ...session, worker: session.ingest, nowMs: Date.now, signal: stop.signal,
                isHistorical: options['fresh'] !== true,
                mapping: mappingOf(options, session.folder),
            };
            const results: FeedResult[] = [];
            for (const file of files) {
                if (!stop.signal.aborted) results.push(await feedOne(file, setting));
            }
            return said(results, stop.signal.aborted);
        });
    } finally {
        process.off('SIGINT', abort).off('SIGTERM', abort);
    }
}

async function feedOne(
    file: string, setting: Omit<FeedSetting, 'onProgress'>,
): Promise<FeedResult> {
    const bar = new ProgressBar(basename(file), process.stderr, () => performance.now());
    const onProgress: FeedSetting['onProgress'] = ({lines, readBytes, totalBytes}) =>
        bar.show({lines, done: readBytes, total: totalBytes});
    try {
        return await feedFile(file, {...setting, onProgress});
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

function said(results: readonly FeedResult[], isStopped: boolean): Said {
    return {
        json: {files: results, isStopped},
        text: results.map(resultText).join('\n'),
        exit: isStopped ? 'interrupted' : 'done',
    };
}

function resultText({file, earlierLines, lines, answers, isDone, source}: FeedResult): string {
    if (isDone && earlierLines === lines) return `${file}: was fed before, ${grouped(lines)} lines`;
    const since = earlierLines > 0 ? ` (from line ${grouped(earlierLines + 1)})` : '';
    const came = Object.entries(answers).map(([answer, count]) => `${grouped(count)} ${answer}`);
    const rest = isDone ? '' : '\n  stopped; the same command goes on there';
    const refused = Object.keys(answers).some(a => a !== 'accepted' && a !== 'repeated')
        ? `\n  refused: select place, explanation from refused where source = '${source}'` : '';
    const all = came.join(', ') || 'no reading';
    return `${file}: ${grouped(lines)} lines${since}: ${all}${refused}${rest}`;
}
