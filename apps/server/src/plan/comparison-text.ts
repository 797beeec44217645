import type {ComparisonJson, HeldClaim} from './comparison-json.ts';

/** How many effects and inputs are told, the largest first; `--json` has all. */
const MOST = 14;

/** A comparison for people: what it is worth and how surely, to whom, and against what claims. */
export function comparisonText(json: ComparisonJson): string {
    return [
        `${json.with.name}`, `against: ${json.without.name}`, '',
        ...worthLines(json), '', ...listed('By edit, in millions', json.byEdit.map(
            ({edit, worth}) => [edit, money(worth)])),
        ...listed('By effect', json.effects.filter(({unit}) => unit === json.unit)
            .toSorted((a, b) => Math.abs(b.worth) - Math.abs(a.worth)).slice(0, MOST)
            .map(({id, party, country, worth}) => [`${id}, ${party} ${country}`, money(worth)])),
        ...listed('Who gains', [...json.byParty, ...json.byCountry]
            .filter(({worth}) => Math.abs(worth) >= 0.5)
            .map(({of, worth}) =>
                [of === 'XX' ? 'XX (abroad, not told apart)' : of, money(worth)])),
        ...inputLines(json), ...claimLines(json.claims), ...figureLines(json),
        modelsLine(json),
    ].join('\n');
}

function worthLines(json: ComparisonJson): string[] {
    const {spread, assumed, draws, unit, rate, baseYear, firstYear, years} = json;
    const other = json.atOtherRates.map(each =>
        `${money(each.netPresentValue)} at ${percent(each.rate)}`).join(', ');
    const range = spread ? `${money(spread.p10)} to ${money(spread.p90)} (p10 to p90 of ${draws} `
        + `draws, each of which ran route and mode choice anew), p50 ${money(spread.p50)}; less `
        + `than nothing in ${Math.round(100 * spread.shareBelowZero)} %`
        : 'no draws were asked for';
    const share = assumed ? `${Math.round(100 * assumed.share)} % (standard error ${
        Math.round(100 * assumed.error)}) of its variance is due to inputs that are assumed` : '';
    const rates = json.internalRates.map(percent).join(' and ');
    return [
        `Worth ${range}`, ...share === '' ? [] : [`${share}.`],
        `As the inputs are given: ${money(json.netPresentValue)} ${unit} at ${
            percent(rate)} a year, ${baseYear.replaceAll('-', ' ')}, ${firstYear} to ${
            firstYear + years - 1}; ${other}.`,
        `Internal rate of return: ${rates === '' ? 'none' : rates}; benefits by costs: ${
            json.benefitCostRatio?.toFixed(2) ?? 'nothing is spent'}; carbon avoided: ${
            money(json.carbonTonnes / 1e6)} Mt. All of it estimated.`,
    ];
}

function inputLines({inputs}: ComparisonJson): string[] {
    if (inputs.length === 0) return [];
    const rows = inputs.slice(0, MOST).map((input): [string, string] => [
        `${input.id} ${input.low} to ${input.high} ${input.unit} (${input.status})`,
        `${money(input.atLow)} .. ${money(input.atHigh)}${switchText(input)}`]);
    return listed('What moves it most, from its low to its high alone', rows);
}

function switchText({switching, switchesWithin}: ComparisonJson['inputs'][number]): string {
    const [value] = switching;
    if (value === undefined) return '';
    return ` switches at ${Number(value.toPrecision(3))}${switchesWithin ? '' : ' (beyond)'}`;
}

function claimLines(claims: readonly HeldClaim[]): string[] {
    const rows = claims.map((claim): [string, string] => {
        const {what, low, value, high, unit, ours, year, source} = claim;
        const said = low !== null && high !== null && low !== high
            ? `${short(low)} to ${short(high)}` : short(value);
        return [`${what} (${year}): claimed ${said} ${unit}, ${source}`,
            ours === null ? 'not told' : `${short(ours)} (${signed(claim.difference!)})`];
    });
    return listed('Beside what was claimed', rows);
}

function figureLines({figures}: ComparisonJson): string[] {
    const changed = figures.filter(({without, with: withIt}) =>
        withIt !== null && (without === null || Math.abs(withIt - without)
            > 0.005 * Math.max(Math.abs(without), 0.01)));
    return listed('Figures of the last year that change', changed.map(
        ({id, unit, without, with: withIt}) =>
            [`${id}, ${unit}`, `${short(without)} > ${short(withIt)}`]));
}

function modelsLine({models: {rounds, isStable, tolerance, limit}}: ComparisonJson): string {
    return isStable ? `Models agreed within ${tolerance} after ${rounds} rounds at most.`
        : `Models did NOT agree within ${tolerance} after ${limit} rounds.`;
}

function listed(title: string, rows: readonly (readonly [string, string])[]): string[] {
    return rows.length === 0 ? []
        : [title, ...rows.map(([what, value]) => `  ${what.padEnd(76)} ${value}`), ''];
}

/** Money in millions, with as many places as say something. */
export function money(amount: number): string {
    const digits = Math.abs(amount) >= 100 ? 0 : Math.abs(amount) >= 10 ? 1 : 2;
    const [whole, part] = Math.abs(amount).toFixed(digits).split('.');
    const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
    const isNothing = Number(Math.abs(amount).toFixed(digits)) === 0;
    const sign = amount < 0 && !isNothing ? '-' : '';
    return `${sign}${grouped}${part === undefined ? '' : `.${part}`}`;
}

function short(value: number | null): string {
    return value === null ? '-' : money(value);
}

function signed(value: number): string {
    return `${value < 0 ? '' : '+'}${money(value)}`;
}

function percent(share: number): string {
    return `${Number((share * 100).toFixed(1))} %`;
}
