import {chanceFrom, type Chance} from '@karwan/base';
import {difference} from '../compare.ts';
import {presentValue} from '../discount.ts';
import {countedTwice} from '../effect.ts';
import {shareDueTo} from '../provenance.ts';
import {sharesBy} from '../share.ts';
import {drawnWorths, switchingValues} from '../uncertainty.ts';
import type {Uncertain} from '../uncertain.ts';
import {appraiseRoad, roadEffects, type Appraisal} from './appraise-road.ts';
import type {RoadCase} from './case.ts';
import {conventions, type Convention} from './convention.ts';
import {worthBy, type Lever} from './levers.ts';
import {emptyCase, randomScheme, withSchemes} from './random-case.ts';

/** How far a sum may be from its parts, as a share of the gross worth. */
const NEAR = 1e-9;

/** What was tried in one random world, and each law that did not hold, in words. */
export interface LawsTried {
    faults: readonly string[];
    series: number;
    switching: number;
}

const uncertain = (id: Lever, low: number, value: number, high: number): Uncertain =>
    ({id, low, value, high, shape: 'triangular', status: id === 'time' ? 'assumed' : 'estimated'});

const inputs: readonly Uncertain[] = [
    uncertain('capital', 0.5, 1, 3), uncertain('traffic', 0.3, 1, 2), uncertain('time', 0, 1, 2),
    uncertain('rate', 0, 0.05, 0.4),
];

/** The laws of appraisal in one random world, under each convention. */
export function lawsIn(seed: number): LawsTried {
    const chance = chanceFrom(seed);
    const empty = emptyCase(chance);
    const [a, b] = ['a', 'b'].map(name => randomScheme(empty, name, chance)) as
        [ReturnType<typeof randomScheme>, ReturnType<typeof randomScheme>];
    const whole = withSchemes(empty, [a, b]);
    const tried = Object.values(conventions).map(convention => {
        const appraisal = appraiseRoad(whole, convention);
        const parts = [a, b].map(part => appraiseRoad(withSchemes(empty, [part]), convention));
        const {faults, count} = switchingFaults(appraisal);
        return {
            series: appraisal.effects.length, switching: count,
            faults: [
                ...selfFaults(whole, appraisal, convention), ...faults, ...shareFaults(appraisal),
                ...partFaults(appraisal, parts), ...seedFaults(appraisal, chance.below(2 ** 31)),
            ].map(fault => `seed ${seed}, ${convention.id}: ${fault}`),
        };
    });
    return {
        faults: tried.flatMap(each => each.faults),
        series: tried.reduce((sum, each) => sum + each.series, 0),
        switching: tried.reduce((sum, each) => sum + each.switching, 0),
    };
}

// A scenario against itself is nothing in every series: of effects, and of the road not built.
function selfFaults(whole: RoadCase, {effects}: Appraisal, convention: Convention): string[] {
    const unbuilt = {
        ...whole, with: whole.without, capital: [],
        sections: whole.sections.map(section => ({...section, isWith: section.isWithout})),
    };
    return [...difference(effects, effects), ...roadEffects(unbuilt, convention)]
        .filter(({values}) => values.some(value => value !== 0))
        .map(({id}) => `${id} against itself is not 0`);
}

function switchingFaults(appraisal: Appraisal): {faults: string[]; count: number} {
    const worth = worthBy(appraisal, inputs.map(({id}) => id as Lever));
    const found = switchingValues(inputs, worth).flatMap(({id, values}) =>
        values.map(value => ({id, value})));
    const faults = found.flatMap(({id, value}) => {
        const at = inputs.map(input => input.id === id ? value : input.value);
        const gross = grossOf(appraisal, id === 'rate' ? value : 0.05);
        return Math.abs(worth(at)) <= NEAR * gross ? [] : [`${id} ${value}: ${worth(at)}, not 0`];
    });
    return {faults, count: found.length};
}

function grossOf({effects, convention}: Appraisal, rate: number): number {
    return effects.reduce((sum, {values}) =>
        sum + Math.abs(presentValue(values, rate, convention.baseYear)), 0);
}

function shareFaults(appraisal: Appraisal): string[] {
    const {effects, rate, convention, netPresentValue} = appraisal;
    const most = NEAR * grossOf(appraisal, rate);
    const faults = (['party', 'country'] as const).flatMap(by => {
        const sum = sharesBy(by, effects, rate, convention.baseYear)
            .reduce((total, {worth}) => total + worth, 0);
        return Math.abs(sum - netPresentValue) <= most ? [] : [`${by}: ${sum}, ${netPresentValue}`];
    });
    return [...faults, ...countedTwice(effects).map(({resource}) => `${resource} counted twice`)];
}

// Two schemes that do not touch: each series of both together is the sum of its series.
function partFaults({effects}: Appraisal, parts: readonly Appraisal[]): string[] {
    return effects.flatMap(({id, values}, index) => values.flatMap((value, year) => {
        const summands = parts.map(part => part.effects[index]!.values[year]!);
        const sum = summands.reduce((total, each) => total + each, 0);
        const gross = summands.reduce((total, each) => total + Math.abs(each), Math.abs(value));
        return Math.abs(value - sum) <= Math.max(NEAR * gross, 1e-3) ? []
            : [`${id}, year ${year}: ${value}, its parts ${sum}`];
    }));
}

// The same seed gives the same bytes, and the share due to assumptions stays a share.
function seedFaults(appraisal: Appraisal, seed: number): string[] {
    const worth = worthBy(appraisal, inputs.map(({id}) => id as Lever));
    const drawn = (chance: Chance): string => JSON.stringify([
        drawnWorths(inputs, [{a: 'capital', b: 'traffic', correlation: 0.4}], worth, 50, chance),
        shareDueTo(({status}) => status === 'assumed', inputs, [], worth, 50, chance),
    ]);
    const [one, again, other] = [seed, seed, seed + 1].map(each => drawn(chanceFrom(each)));
    if (one !== again) return [`seed ${seed} drew two things`];
    return one === other ? [`seeds ${seed} and ${seed + 1} drew the same`] : [];
}
