import {Check, foundText} from '@karwan/base';
import type {PairVolumes} from '@karwan/world';

const LINE = /^(\d{4})\/(\d{2})\/(\d{2}) (\d{2}):(\d{2}),([^,]+),([^,]+),([^,]+),(\d+),(\d+)$/;
const MINUTE_MS = 60_000;

/** What the lines of a day's volumes may name. */
export interface PairWords {
    /** The local day, as `2024-05-11`. */
    day: string;
    gantries: readonly string[];
    kinds: readonly string[];
    intervalMs: number;
}

/**
 * A day of volumes by pair of gantries, as Taiwan's Freeway Bureau publishes it (M05A: instant,
 * gantry passed first, next gantry, kind of vehicle, median km/h, vehicles; TDCS manual 4.1, 2.3).
 * Throws a Refusal with the first faulty lines: a day is taken whole or not at all.
 */
export function pairVolumesFrom(
    file: string, lines: readonly string[], {day, gantries, kinds, intervalMs}: PairWords,
): PairVolumes {
    const check = new Check();
    const numberOf = (words: readonly string[]): Map<string, number> =>
        new Map(words.map((word, nth) => [word, nth]));
    const [gantryOf, kindOf] = [numberOf(gantries), numberOf(kinds)];
    const columns = emptyColumns(lines.length);
    lines.forEach((line, row) => {
        const place = {file, line: row + 1, column: 1};
        const cells = LINE.exec(line);
        if (!cells) {
            check.fault(place, 'volumes', foundText(line.slice(0, 60)), 'an instant, two gantries, '
                + 'a kind, km/h and a count, such as 2024/05/11 00:00,01F0017N,01F0005N,31,93,49');
            return;
        }
        const [, year, month, date, hour, minute, first, second, kind, speed, count] = cells;
        const known = (words: Map<string, number>, word: string, what: string): number => {
            const nth = words.get(word);
            if (nth === undefined) {
                check.fault(place, what, foundText(word), `one of ${words.size} of the scheme`);
            }
            return nth ?? 0;
        };
        if (`${year}-${month}-${date}` !== day) {
            check.fault(place, 'day', `${year}-${month}-${date}`, day);
        }
        columns.fromMs[row] = (Number(hour) * 60 + Number(minute)) * MINUTE_MS;
        columns.first[row] = known(gantryOf, first!, 'gantry passed first');
        columns.second[row] = known(gantryOf, second!, 'next gantry');
        columns.kind[row] = known(kindOf, kind!, 'kind');
        columns.kmPerHour[row] = Number(speed);
        columns.count[row] = Number(count);
    });
    check.refuseIfFaulty();
    return {gantries, kinds, intervalMs, ...columns};
}

function emptyColumns(rows: number) {
    return {
        fromMs: new Int32Array(rows), first: new Uint16Array(rows), second: new Uint16Array(rows),
        kind: new Uint8Array(rows), kmPerHour: new Float32Array(rows), count: new Int32Array(rows),
    };
}
