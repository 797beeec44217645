import {fileLines, functionLines} from './measure.ts';
import type {Source} from './syntax.ts';

/** What no file may pass; what is typical is far below, and `npm run tidy` shows the longest. */
export const LIMITS = {columns: 100, fileLines: 350, functionLines: 60} as const;

/** Names that say nothing of what lies inside. */
const EMPTY_NAMES = /(^|\/)(utils?|helpers?|common|managers?|misc|shared)(\.|\/|-)/i;

/** Tests that do not run, and work that is put off. */
const PUT_OFF = /\b(test|it|describe|suite)\.(only|skip|todo)\(|\b(TODO|FIXME|XXX|HACK)\b/;

/** What is wrong with a file, each with its line; empty where nothing is. */
export function tidyFaults(source: Source, shownPath: string): string[] {
    const faults = source.text.split('\n').flatMap((line, index) => {
        const where = `${shownPath}:${index + 1}`;
        const tooWide = [...line].length > LIMITS.columns
            ? [`${where}: ${[...line].length} columns, at most ${LIMITS.columns}`] : [];
        const putOff = PUT_OFF.test(line) ? [`${where}: ${PUT_OFF.exec(line)![0]}`] : [];
        const blank = /[ \t]$/.test(line) ? [`${where}: blanks at the end of the line`] : [];
        return [...tooWide, ...putOff, ...blank];
    });
    const {lines} = fileLines(source);
    if (lines > LIMITS.fileLines) {
        faults.push(`${shownPath}: ${lines} lines, at most ${LIMITS.fileLines}`);
    }
    for (const {what, lines: length} of functionLines({...source, path: shownPath})) {
        if (length > LIMITS.functionLines) {
            faults.push(`${what}: ${length} lines, at most ${LIMITS.functionLines}`);
        }
    }
    if (EMPTY_NAMES.test(shownPath)) faults.push(`${shownPath}: a name that says nothing`);
    return faults;
}
