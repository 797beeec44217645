import type {Status} from '@karwan/base';

/** How a picture shows how well something is known: by colour and, for those who see none, fill. */
export const colourOf: Readonly<Record<Status, string>> = {
    measured: '#0f5f73', published: '#0f766e', estimated: '#d9860a', assumed: '#b4375a',
};

/** Strokes of lengths: the less is known, the more broken. */
export const dashOf: Readonly<Record<Status, string>> = {
    measured: '', published: '', estimated: '9 3', assumed: '2 3',
};

export const INK = '#22303a';
export const FAINT = '#6b7b86';
export const PAPER = '#fbfaf6';
export const SEA = '#dfebf1';
export const RIVER = '#bcd7e4';
const FONT = `system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif`;

/** An SVG picture of this size. */
export function picture(width: number, height: number, title: string, parts: string[]): string {
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" `
            + `height="${height}" role="img" font-family="${FONT}" font-size="11">`,
        `<title>${escaped(title)}</title>`, ...parts, '</svg>', '',
    ].join('\n');
}

export function text(
    x: number, y: number, words: string, attributes: Readonly<Record<string, string | number>> = {},
): string {
    return `<text x="${at(x)}" y="${at(y)}"${listed(attributes)}>${escaped(words)}</text>`;
}

export function element(
    name: string, attributes: Readonly<Record<string, string | number>>,
): string {
    return `<${name}${listed(attributes)}/>`;
}

function listed(attributes: Readonly<Record<string, string | number>>): string {
    return Object.entries(attributes).filter(([, value]) => value !== '')
        .map(([name, value]) => ` ${name}="${typeof value === 'number' ? at(value) : value}"`)
        .join('');
}

/** A pixel, to a tenth. */
export function at(value: number): string {
    return `${+value.toFixed(1)}`;
}

function escaped(words: string): string {
    return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A sign with a road's name, its left upper corner here. */
export function shield(x: number, y: number, road: string): string {
    const width = shieldWidth(road);
    return element('rect', {x, y, width, height: 16, rx: 3, fill: '#1d4e89'})
        + text(x + width / 2, y + 12, road, {
            'text-anchor': 'middle', fill: '#fff', 'font-weight': 700, 'font-size': 10.5,
        });
}

export function shieldWidth(road: string): number {
    return 12 + road.length * 7;
}

/** Squares, one a class: filled where printed, half where estimated, hollow where assumed. */
export function squares(x: number, y: number, known: readonly (Status | undefined)[]): string {
    return known.map((status, index) => square(x + index * SQUARE, y, status)).join('');
}

export const SQUARE = 11;

function square(x: number, y: number, status: Status | undefined): string {
    const colour = status ? colourOf[status] : FAINT;
    const frame = {x, y, width: 8, height: 8, stroke: colour, 'stroke-width': 1.2};
    if (status === 'estimated') {
        return element('rect', {...frame, fill: '#fff'})
            + element('path', {d: `M${at(x)} ${at(y + 8)}h8v-8z`, fill: colour});
    }
    const isFilled = status === 'published' || status === 'measured';
    return element('rect', {...frame, fill: isFilled ? colour : '#fff'});
}
