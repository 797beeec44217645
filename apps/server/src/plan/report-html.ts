import {bars, fanChart, tornadoChart, waterfall} from './report/charts.ts';
import {corridorMap} from './report/map.ts';
import {sourcesOf} from './report/sources.ts';
import {escaped, figure} from './report/svg.ts';
import type {ComparisonJson, HeldClaim} from './comparison-json.ts';
import {money} from './comparison-text.ts';
import type {CorridorStudy} from './corridor-study.ts';

/** Two pages for a board, behind them the sources of every figure: one HTML that needs nothing. */
export function reportHtml(json: ComparisonJson, study: CorridorStudy): string {
    return [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        `<title>${escaped(json.with.name)}</title><style>${STYLE}</style></head><body>`,
        `<section class="page"><h1>${escaped(json.with.name)}</h1>`,
        `<p class="against">against: ${escaped(json.without.name)}</p>`,
        firstParagraph(json), columns(
            `<h2>Where</h2>${corridorMap(json, study)}`,
            `<h2>Worth by effect, ${escaped(json.unit)}</h2>${waterfall(json)}
            <h2>Who gains</h2>${bars('Who gains', gaining(json))}`), '</section>',
        '<section class="page">', columns(
            `<h2>Come together by each year</h2>${fanChart(json)}`,
            `<h2>What moves it most (* assumed)</h2>${tornadoChart(json)}`),
        claimsTable(json.claims), whatItIs(json), '</section>',
        '<section class="sources">', sourcesOf(json), '</section></body></html>',
    ].join('\n');
}

// How surely, and how much of that is assumed, before anything else.
function firstParagraph(json: ComparisonJson): string {
    const {spread, assumed, draws, unit, rate, netPresentValue} = json;
    const range = spread ? `Between ${figure(money(spread.p10), 'draws')} and ${
        figure(money(spread.p90), 'draws')} ${escaped(unit)} in eight of ten of ${
        draws} draws; ` : '';
    const below = spread ? `worth less than nothing in ${
        figure(`${Math.round(100 * spread.shareBelowZero)} %`, 'draws')} of them. ` : '';
    const share = assumed ? `<strong>${figure(`${Math.round(100 * assumed.share)} %`, 'draws')} of `
        + 'what makes it uncertain is due to inputs that nobody measured or published: they are '
        + 'assumed.</strong> ' : '';
    const rates = json.atOtherRates.map(each => `${
        figure(money(each.netPresentValue), 'rates')} at ${
        Number((100 * each.rate).toFixed(1))} %`).join(', ');
    const paid = json.benefitCostRatio === null ? ''
        : ` Each unit spent brings back ${figure(json.benefitCostRatio.toFixed(2), 'rates')}.`;
    return `<p class="first">${range}${below}${share}With each input at its own value it is worth ${
        figure(money(netPresentValue), 'rates')} ${escaped(unit)} at ${
        Number((100 * rate).toFixed(1))} % a year (${rates}).${paid} All of it is estimated.</p>`;
}

function gaining({byParty, byCountry}: ComparisonJson): {name: string; worth: number}[] {
    return [...byParty.map(({of, worth}) => ({name: of, worth})),
        ...byCountry.map(({of, worth}) =>
            ({name: of === 'XX' ? 'abroad, not told apart' : `all in ${of}`, worth}))]
        .filter(({worth}) => Math.abs(worth) >= 0.5);
}

function claimsTable(claims: readonly HeldClaim[]): string {
    if (claims.length === 0) return '<h2>No published claim is held against it.</h2>';
    const rows = claims.map(claim => {
        const {what, year, low, value, high, unit, ours, difference, source, date, line,
            note} = claim;
        const said = low !== null && high !== null && low !== high
            ? `${money(low)} to ${money(high)}` : value === null ? 'in words' : money(value);
        return `<tr><td>${escaped(what)}, ${year}${note === '' ? '' : `<br><small>${escaped(note)
        }</small>`}</td><td class="n">${figure(said, `claim:${line}`)}</td><td class="n">${
            ours === null ? 'not told' : figure(money(ours), `model:${line}`)}</td><td class="n">${
            difference === null ? '' : money(difference)}</td><td>${escaped(unit)}</td><td>${
            escaped(source)}, ${escaped(date)}</td></tr>`;
    });
    return '<h2>Beside what was claimed</h2><table><thead><tr><th>What</th><th>claimed</th>'
        + `<th>here</th><th>difference</th><th>unit</th><th>who claimed it</th></tr></thead>`
        + `<tbody>${rows.join('')}</tbody></table>`;
}

function whatItIs(json: ComparisonJson): string {
    const {models, firstYear, years} = json;
    const agreed = models.isStable
        ? `The models agreed within ${models.tolerance} after at most ${models.rounds} rounds.`
        : `The models did not agree within ${models.tolerance} after ${
            models.limit} rounds: read it as such.`;
    return '<h2>What this is</h2><p>Freight by route and mode on the corridor\'s network, queues '
        + 'at its borders, tolls and plazas, a railway by length and steepness, a works by its '
        + `yearly balance, ${firstYear} to ${firstYear + years - 1}. ${agreed} No passengers by `
        + 'rail, no military or political worth, no demand beyond what is published today and its '
        + `growth. Edits: ${json.with.edits.map(({text}) => escaped(text)).join('; ')}.</p>`;
}

function columns(left: string, right: string): string {
    return `<div class="columns"><div>${left}</div><div>${right}</div></div>`;
}

const STYLE = `
@page { size: A4; margin: 12mm }
body { font: 10.5px/1.4 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #111; margin: 0 auto;
  max-width: 186mm }
h1 { font-size: 18px; margin: 0 } h2 { font-size: 12px; margin: 8px 0 2px }
.against { margin: 0 0 6px; color: #444 } .first { font-size: 12px; margin: 4px 0 8px }
.page { break-after: page; min-height: 250mm } .columns { display: flex; gap: 6mm }
.columns > div { flex: 1; min-width: 0 } svg { width: 100%; height: auto; display: block }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: 1.5px 4px;
  border-bottom: 0.5px solid #bbb; vertical-align: top }
.n { text-align: right; white-space: nowrap }
a.f { color: inherit; text-decoration: underline dotted } small { color: #444 }
.sources { font-size: 8.5px } .sources li:target { background: #ffe }
`;
