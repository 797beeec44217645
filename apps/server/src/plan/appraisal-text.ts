import type {Share} from '@karwan/plan';
import type {AppraisalJson} from './appraisal-json.ts';

/** An appraisal for people: what it comes to, of what that is made, who gains, and which rules. */
export function appraisalText(json: AppraisalJson): string {
    const {convention, baseYear, rate, unit, effects, byParty, byCountry} = json;
    return [
        `Convention ${convention}, ${percent(rate)} a year, ${
            baseYear.replaceAll('-', ' ')}, in ${unit}; all of it estimated`,
        '',
        row('net present value', money(json.netPresentValue)),
        row('internal rate of return', ratesText(json.internalRates)),
        row('benefits by costs', json.benefitCostRatio?.toFixed(8) ?? 'nothing is spent'),
        row('paid back after', json.paybackYears === null ? 'never'
            : `${json.paybackYears.toFixed(1)} years`),
        '', 'Present value by effect',
        ...effects.map(({id, party, worth}) => row(`${id}, ${party}`, money(worth))),
        '', 'Who gains', ...shares(byParty), ...shares(byCountry),
        ...stepsText(json),
    ].join('\n');
}

function shares(those: readonly Share[]): string[] {
    return those.map(({of, worth}) => row(of, money(worth)));
}

// Which rule moves how much, in this order; together they are the whole difference.
function stepsText({convention, against, netPresentValue, steps}: AppraisalJson): string[] {
    if (against === null) return [];
    return [
        '', `From ${convention} to ${against}, rule by rule`,
        row('net present value', money(netPresentValue)),
        ...steps.map(({rule, from, to, change}) => row(`${rule}: ${from} > ${to}`, money(change))),
        row(`net present value, ${against}`,
            money(steps.at(-1)?.netPresentValue ?? netPresentValue)),
    ];
}

function row(what: string, value: string): string {
    return `  ${what.padEnd(52)}${value.padStart(18)}`;
}

function money(amount: number): string {
    const [whole, part] = Math.abs(amount).toFixed(2).split('.');
    const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
    return `${amount < 0 ? '-' : ''}${grouped}.${part!}`;
}

function ratesText(rates: readonly number[]): string {
    return rates.length === 0 ? 'none' : rates.map(rate => rate.toFixed(8)).join(' and ');
}

function percent(share: number): string {
    return `${(share * 100).toFixed(1)} %`;
}
