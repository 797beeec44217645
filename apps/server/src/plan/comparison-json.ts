import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Check} from '@karwan/base';
import {
    asGiven, benefitCostRatio, compareScenarios, editKey, editText, inMoney, internalRates,
    netFlows,
    presentValue, rerun, sharesBy, spreadOf, worthOf, type Compared, type Effect, type Rerun,
    type Scenario, type Share,
} from '@karwan/plan';
import {agreementsIn} from '../agreement-files.ts';
import {readClaims, type Claim} from './claims-file.ts';
import type {CorridorStudy} from './corridor-study.ts';
import {figuresOf, figuresOfComparison} from './told-figures.ts';

/** A claim beside what the models say. */
export interface HeldClaim extends Omit<Claim, 'scenarios'> {
    /** Null where the comparison tells no such figure. */
    ours: number | null;
    difference: number | null;
    isWithin: boolean | null;
}

/** One effect of a comparison, year by year. */
export interface EffectJson {
    id: string;
    party: string;
    country: string;
    unit: string;
    worth: number;
    values: readonly number[];
    counts: readonly string[];
    status: string;
}

/** An input that was drawn, with what it moves and where it comes from. */
export interface InputJson {
    id: string;
    low: number;
    value: number;
    high: number;
    unit: string;
    status: string;
    source: string;
    date: string;
    at: string;
    atLow: number;
    atHigh: number;
    switching: readonly number[];
    switchesWithin: boolean;
}

/** Inputs that move together: each two of them by this rank correlation. */
export interface TogetherJson {
    inputs: readonly string[];
    rankCorrelation: number;
    status: string;
    source: string;
    date: string;
    at: string;
}

/** Everything that a comparison comes to: what `--json` prints, and what a report is made of. */
export interface ComparisonJson {
    corridor: string;
    without: {id: string; name: string};
    with: {id: string; name: string; edits: readonly {text: string; at: string}[]};
    unit: string;
    firstYear: number;
    years: number;
    rate: number;
    baseYear: string;
    /** Where the rates are from. */
    ratesFrom: string;
    netPresentValue: number;
    atOtherRates: readonly {rate: number; netPresentValue: number}[];
    internalRates: readonly number[];
    benefitCostRatio: number | null;
    draws: number;
    spread: Rerun['spread'] | null;
    assumed: Rerun['assumed'] | null;
    fan: readonly {year: number; p10: number; p50: number; p90: number}[];
    byParty: readonly Share[];
    byCountry: readonly Share[];
    byEdit: readonly {edit: string; worth: number}[];
    effects: readonly EffectJson[];
    carbonTonnes: number;
    inputs: readonly InputJson[];
    /** Those of the inputs that are drawn to move together, with whose word that is. */
    together: readonly TogetherJson[];
    claims: readonly HeldClaim[];
    figures: readonly {id: string; unit: string; without: number | null; with: number | null}[];
    models: {rounds: number; isStable: boolean; tolerance: number; limit: number};
}

/**
 * Compares two scenarios: once as the inputs are given, and over so many draws; `told` hears how
 * many are done.
 */
export function comparisonOf(
    study: CorridorStudy, without: Scenario, withIt: Scenario, draws: number,
    told?: (done: number) => void,
): ComparisonJson {
    const {models, frame, inputs} = study;
    const drawn = asGiven(inputs);
    const compared = compareScenarios(models, without, withIt, drawn, frame);
    const money = inMoney(compared.effects, frame);
    const flows = netFlows(money);
    const again = draws > 0
        ? rerun(models, without, withIt, inputs, study.together, frame, draws, told) : undefined;
    const {rate, baseYear} = frame;
    return {
        corridor: study.network.id, without: {id: without.id, name: without.name},
        with: {id: withIt.id, name: withIt.name, edits: withIt.edits.map(edit => ({
            text: editText(edit), at: `${edit.at.file}:${edit.at.line}`}))},
        unit: frame.unit, firstYear: frame.firstYear, years: frame.years, rate, baseYear,
        ratesFrom: frame.ratesFrom, netPresentValue: worthOf(compared.effects, frame),
        atOtherRates: frame.otherRates.map(other =>
            ({rate: other, netPresentValue: worthOf(compared.effects, frame, other)})),
        internalRates: internalRates(flows), benefitCostRatio: ratioOf(money, frame),
        draws: again?.draws.length ?? 0, spread: again?.spread ?? null,
        assumed: again?.assumed ?? null, fan: again ? fanOf(again, frame) : [],
        byParty: sharesBy('party', money, rate, baseYear),
        byCountry: sharesBy('country', money, rate, baseYear),
        byEdit: worthByEdit(study, without, withIt),
        effects: compared.effects.filter(({values}) => values.some(value => value !== 0))
            .map(effect => effectJson(effect, frame)),
        carbonTonnes: compared.effects.filter(({unit}) => unit === 't CO2')
            .reduce((sum, {values}) => sum + values.reduce((all, value) => all + value, 0), 0),
        inputs: inputsJson(study, again), together: togetherJson(study, again),
        ...claimsAndFigures(study, without, withIt, compared),
        models: {rounds: compared.rounds, isStable: compared.isStable,
            tolerance: frame.tolerance, limit: frame.limit},
    };
}

function effectJson(
    {id, bearer, unit, values, counts, status}: Effect, frame: CorridorStudy['frame'],
): EffectJson {
    return {
        id, party: bearer.party, country: bearer.country, unit, values, counts, status,
        worth: presentValue(values, frame.rate, frame.baseYear),
    };
}

function ratioOf(
    money: readonly Effect[], {rate, baseYear}: CorridorStudy['frame'],
): number | null {
    const costs = money.filter(({kind}) => kind === 'cost');
    if (costs.length === 0) return null;
    const others = money.filter(({kind}) => kind !== 'cost');
    const paid = netFlows(costs).map(value => 0 - value);
    return benefitCostRatio(netFlows(others), paid, rate, baseYear) ?? null;
}

// What has come together by each year, discounted, over the draws.
function fanOf({draws}: Rerun, {rate, baseYear, firstYear, years}: CorridorStudy['frame']) {
    return Array.from({length: years}, (_, year) => {
        const {p10, p50, p90} = spreadOf(draws.map(({flows}) =>
            presentValue(flows.slice(0, year + 1), rate, baseYear)));
        return {year: firstYear + year, p10, p50, p90};
    });
}

/** What each edit adds to those before it, in their order. */
function worthByEdit(
    {models, inputs, frame}: CorridorStudy, without: Scenario, withIt: Scenario,
): ComparisonJson['byEdit'] {
    const drawn = asGiven(inputs);
    const [old, now] = [without, withIt].map(({edits}) => new Set(edits.map(editKey)));
    const fresh = withIt.edits.filter(edit => !old!.has(editKey(edit)));
    const kept = without.edits.filter(edit => now!.has(editKey(edit)));
    const gone = without.edits.length - kept.length;
    const steps = [...gone > 0 ? [{edit: without.edits.filter(each => !kept.includes(each))
        .map(each => `no more: ${editText(each)}`).join(', '), edits: kept}] : [],
    ...fresh.map((edit, nth) =>
        ({edit: editText(edit), edits: [...kept, ...fresh.slice(0, nth + 1)]}))];
    let before = 0;
    return steps.map(({edit, edits}) => {
        const {effects} = compareScenarios(models, without, {...withIt, edits}, drawn, frame);
        const worth = effects.length === 0 ? 0 : worthOf(effects, frame);
        const added = worth - before;
        before = worth;
        return {edit, worth: added};
    });
}

function inputsJson({inputs}: CorridorStudy, again: Rerun | undefined): InputJson[] {
    if (!again) return [];
    const switching = new Map(again.switching.map(each => [each.id, each]));
    return again.bars.map(({id, atLow, atHigh}) => {
        const {low, value, high, unit, status, source, date, at} =
            inputs.find(input => input.id === id)!;
        return {
            id, low, value, high, unit, status, source, date, at: `${at.file}:${at.line}`, atLow,
            atHigh, switching: switching.get(id)?.values ?? [],
            switchesWithin: switching.get(id)?.isWithinRange ?? false,
        };
    });
}

function togetherJson({together}: CorridorStudy, again: Rerun | undefined): TogetherJson[] {
    const drawn = new Set(again?.bars.map(({id}) => id));
    return together.flatMap(({inputs, rankCorrelation, status, source, date, at}) => {
        const those = inputs.filter(id => drawn.has(id));
        return those.length < 2 ? [] : [{inputs: those, rankCorrelation, status, source, date,
            at: `${at.file}:${at.line}`}];
    });
}

function claimsAndFigures(
    study: CorridorStudy, without: Scenario, withIt: Scenario, {effects}: Compared,
): Pick<ComparisonJson, 'claims' | 'figures'> {
    const {folder, frame} = study;
    const check = new Check();
    const file = 'values/claims.csv';
    const claims = readClaims(file, readFileSync(join(folder, file), 'utf8'),
        agreementsIn(join(folder, 'agreements')), frame.conversions, check);
    check.refuseIfFaulty();
    const lastYear = frame.firstYear + frame.years - 1;
    const at = new Map<number, ReturnType<typeof figuresOf>>();
    const figures = (year: number): ReturnType<typeof figuresOf> => {
        let found = at.get(year);
        if (!found) at.set(year, found = figuresOf(study, withIt, year));
        return found;
    };
    const before = figuresOf(study, without, lastYear);
    const whole = figuresOfComparison(
        effects, withIt, without, frame.unit, before, figures(lastYear));
    const names = [...new Set([...before.keys(), ...figures(lastYear).keys()])];
    return {
        claims: claims.filter(({scenarios}) => scenarios.includes(withIt.id)).map(claim =>
            held(claim, (whole.get(claim.figure) ?? figures(claim.year).get(claim.figure))?.value)),
        figures: names.map(id => ({
            id, unit: (figures(lastYear).get(id) ?? before.get(id))!.unit,
            without: before.get(id)?.value ?? null, with: figures(lastYear).get(id)?.value ?? null,
        })),
    };
}

function held({scenarios: _those, ...claim}: Claim, ours: number | undefined): HeldClaim {
    const {low, value, high} = claim;
    if (ours === undefined) return {...claim, ours: null, difference: null, isWithin: null};
    const [least, most] = [low ?? value, high ?? value];
    const middle = value ?? (least! + most!) / 2;
    return {
        ...claim, ours, difference: ours - middle,
        isWithin: least === null || most === null ? null : ours >= least && ours <= most,
    };
}
