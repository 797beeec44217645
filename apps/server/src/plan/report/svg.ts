/** Colours that stay apart for all kinds of colour vision and in grey (Okabe and Ito 2008). */
export const colours = {
    gain: '#0072B2', loss: '#D55E00', line: '#333333', faint: '#BBBBBB', band: '#56B4E9',
    sea: '#EAF2F8',
} as const;

/** Text for HTML and SVG. */
export function escaped(text: string): string {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;');
}

/** A figure on a page: `from` says where it is from, which a test follows. */
export function figure(text: string, from: string): string {
    return `<a class="f" href="#${anchorOf(from)}" data-from="${escaped(from)}">${
        escaped(text)}</a>`;
}

/** The anchor of a source in the list of sources. */
export function anchorOf(from: string): string {
    return `from-${from.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
}

/** A text in a drawing. */
export function label(
    x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start', size = 9,
): string {
    return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}">${
        escaped(text)}</text>`;
}

export function rectangle(
    x: number, y: number, width: number, height: number, fill: string, extra = '',
): string {
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${
        round(Math.max(0, height))}" fill="${fill}" ${extra}/>`;
}

export function stroke(
    points: readonly (readonly [number, number])[], colour: string, width: number, extra = '',
): string {
    return `<polyline points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')
    }" fill="none" stroke="${colour}" stroke-width="${width}" ${extra}/>`;
}

/** A drawing with a title that is read aloud. */
export function drawing(width: number, height: number, title: string, parts: string[]): string {
    return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`
        + `<title>${escaped(title)}</title>${parts.join('')}</svg>`;
}

function round(value: number): number {
    return Math.round(value * 10) / 10;
}

/** A scale from values to a drawing's length. */
export function scaleOf(
    from: number, to: number, start: number, end: number,
): (value: number) => number {
    const width = to - from || 1;
    return value => start + (value - from) / width * (end - start);
}
