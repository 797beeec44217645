import type {ComparisonJson} from '../comparison-json.ts';
import {anchorOf, escaped} from './svg.ts';

/** Where each figure of the pages is from: what a reader comes to who follows one. */
export function sourcesOf(json: ComparisonJson): string {
    const {draws, assumed, rate, baseYear, with: withIt} = json;
    const items = [
        item('draws', `${draws} draws of every input below that is not measured, each between its `
            + 'low and its high with the peak at its value, those that move together as below; '
            + 'each draw runs the models anew. The '
            + `share is first-order (Janon and others 2014), standard error ${
                assumed ? assumed.error.toFixed(3) : '-'}.`),
        item('rates', `Present value at ${(100 * rate).toFixed(1)} % a year, ${baseYear
            .replaceAll('-', ' ')}: ${json.ratesFrom}. Effects below.`),
        ...json.effects.map(({id, party, country, worth, unit, counts, status}, nth) =>
            item(`effect:${nth}`, `${id}, ${party} ${country}: ${worth.toFixed(2)} ${unit}, ${status
            }; counts ${counts.slice(0, 6).join(', ')}`)),
        ...json.claims.flatMap(({line, what, source, date, commitment, figure}) => [
            item(`claim:${line}`, `${what}: ${source}, ${date}; ${commitment === null
                ? `values/claims.csv:${line}` : `commitment ${commitment} of the agreements`}`),
            item(`model:${line}`, `${what}, here: ${figure} of the models, by the inputs below`)]),
        ...json.inputs.map(({id, low, value, high, unit, status, source, date, at}) =>
            item(`input:${id}`, `${id}: ${value} (${low} to ${high}) ${unit}; ${
                status === 'assumed' ? 'assumed by' : `${status}:`} ${source}, ${date}; ${at}`)),
        ...json.together.map(({inputs, rankCorrelation, status, source, date, at}, nth) =>
            item(`together:${nth}`, `${inputs.join(', ')} move together, each two by a rank `
                + `correlation of ${rankCorrelation}: ${status} by ${source}, ${date}; ${at}`)),
        ...withIt.edits.map(({text, at}, nth) => item(`edit:${nth}`, `${text}: ${at}`)),
    ];
    return `<h2>Where each figure is from</h2><ol>${items.join('')}</ol>`;
}

function item(from: string, text: string): string {
    return `<li id="${anchorOf(from)}" data-source="${escaped(from)}">${escaped(text)}</li>`;
}
