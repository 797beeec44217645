import type {ComparisonJson} from '../comparison-json.ts';
import {money} from '../comparison-text.ts';
import {colours, drawing, label, rectangle, scaleOf, stroke} from './svg.ts';

const WIDTH = 340;
const ROW = 15;

/** A row of bars from nothing: what is below it is another colour, hatched by its sign. */
export function bars(
    title: string, rows: readonly {name: string; worth: number}[],
): string {
    const least = Math.min(0, ...rows.map(({worth}) => worth));
    const most = Math.max(0, ...rows.map(({worth}) => worth));
    const at = scaleOf(least, most, 165, WIDTH - 45);
    const parts = rows.flatMap(({name, worth}, row) => {
        const y = 6 + row * ROW;
        const [from, to] = [Math.min(at(0), at(worth)), Math.max(at(0), at(worth))];
        return [
            label(150, y + 8, name, 'end', 8),
            rectangle(from, y, to - from, ROW - 4, worth < 0 ? colours.loss : colours.gain),
            label(to + 3, y + 8, money(worth), 'start', 8),
        ];
    });
    const height = rows.length * ROW + 10;
    return drawing(WIDTH, height, title,
        [...parts, stroke([[at(0), 2], [at(0), height - 4]], colours.line, 0.8)]);
}

/** From nothing to what it is worth, effect by effect. */
export function waterfall({effects, unit, netPresentValue}: ComparisonJson): string {
    const sums = new Map<string, number>();
    for (const {id, worth, unit: of} of effects) {
        if (of === unit) sums.set(id, (sums.get(id) ?? 0) + worth);
    }
    const sorted = [...sums].toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a));
    const steps = sorted.slice(0, 9);
    const rest = sorted.slice(9).reduce((sum, [, worth]) => sum + worth, 0);
    if (sorted.length > 9) steps.push(['all others', rest]);
    const ends: number[] = [];
    steps.reduce((sum, [, worth]) => {
        ends.push(sum + worth);
        return sum + worth;
    }, 0);
    const at = scaleOf(Math.min(0, ...ends), Math.max(0, ...ends), 165, WIDTH - 45);
    const parts = steps.flatMap(([name, worth], row) => {
        const y = 6 + row * ROW;
        const [a, b] = [at(ends[row]! - worth), at(ends[row]!)];
        return [
            label(150, y + 8, name, 'end', 8),
            rectangle(Math.min(a, b), y, Math.abs(a - b), ROW - 4,
                worth < 0 ? colours.loss : colours.gain),
            label(Math.max(a, b) + 3, y + 8, money(worth), 'start', 8),
        ];
    });
    const y = 6 + steps.length * ROW;
    const [zero, end] = [at(0), at(netPresentValue)];
    return drawing(WIDTH, y + ROW + 6, 'Worth by effect', [
        ...parts, label(150, y + 8, 'worth', 'end', 8.5),
        rectangle(Math.min(zero, end), y, Math.abs(zero - end), ROW - 4, colours.line),
        label(Math.max(zero, end) + 3, y + 8, money(netPresentValue), 'start', 8.5),
        stroke([[zero, 2], [zero, y + ROW]], colours.line, 0.8),
    ]);
}

/** What each input alone moves, the widest first. */
export function tornadoChart({inputs, netPresentValue}: ComparisonJson): string {
    const rows = inputs.slice(0, 10);
    const ends = rows.flatMap(({atLow, atHigh}) => [atLow, atHigh]);
    const at = scaleOf(Math.min(netPresentValue, ...ends), Math.max(netPresentValue, ...ends),
        165, WIDTH - 15);
    const parts = rows.flatMap(({id, status, atLow, atHigh}, row) => {
        const y = 6 + row * ROW;
        const part = (worth: number, fill: string): string => rectangle(
            Math.min(at(netPresentValue), at(worth)), y, Math.abs(at(worth) - at(netPresentValue)),
            ROW - 4, fill);
        return [label(160, y + 8, `${id}${status === 'assumed' ? ' *' : ''}`, 'end', 8),
            part(atLow, colours.loss), part(atHigh, colours.gain)];
    });
    const y = 6 + rows.length * ROW;
    return drawing(WIDTH, y + 18, 'What moves it most', [
        ...parts, stroke([[at(netPresentValue), 2], [at(netPresentValue), y]], colours.line, 0.8),
        label(165, y + 10, money(Math.min(...ends, netPresentValue)), 'start', 8),
        label(WIDTH - 15, y + 10, money(Math.max(...ends, netPresentValue)), 'end', 8),
    ]);
}

/** What has come together by each year: the middle and the range of the draws. */
export function fanChart({fan, unit}: ComparisonJson): string {
    if (fan.length === 0) return drawing(WIDTH, 30, 'No draws', [label(10, 20, 'no draws')]);
    const [first, last] = [fan[0]!.year, fan.at(-1)!.year];
    const x = scaleOf(first, last, 45, WIDTH - 10);
    const y = scaleOf(Math.min(0, ...fan.map(({p10}) => p10)),
        Math.max(0, ...fan.map(({p90}) => p90)), 150, 20);
    const band = [...fan.map(({year, p90}): [number, number] => [x(year), y(p90)]),
        ...fan.toReversed().map(({year, p10}): [number, number] => [x(year), y(p10)])];
    const end = fan.at(-1)!;
    return drawing(WIDTH, 170, 'Come together by each year', [
        `<polygon points="${band.map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`).join(' ')
        }" fill="${colours.band}" opacity="0.45"/>`,
        stroke(fan.map(({year, p50}) => [x(year), y(p50)]), colours.gain, 2),
        stroke([[45, y(0)], [WIDTH - 10, y(0)]], colours.line, 0.8),
        label(42, y(0) + 3, '0', 'end', 8),
        label(42, y(end.p90) + 3, money(end.p90), 'end', 8),
        label(42, y(end.p10) + 3, money(end.p10), 'end', 8),
        label(45, 164, String(first), 'start', 8), label(WIDTH - 10, 164, String(last), 'end', 8),
        label(WIDTH / 2 + 20, 8, `discounted ${unit}; line p50, band p10 to p90`, 'middle', 8),
    ]);
}
