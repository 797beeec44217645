import {chanceFrom} from '@karwan/base';
import {presentValue} from './discount.ts';
import {compareScenarios, inMoney, type Frame} from './comparison.ts';
import {netFlows} from './effect.ts';
import {asGiven, type Drawn, type Input} from './input.ts';
import type {Model} from './model.ts';
import {correlationsAmong, type Together} from './moving-together.ts';
import {shareDueTo, type Provenance} from './provenance.ts';
import type {Scenario} from './scenario.ts';
import {
    spreadOf, switchingValues, tornado, type Bar, type Spread, type Switching,
} from './uncertainty.ts';

/** One draw: what the inputs were, and what came of it. */
export interface Draw {
    values: readonly number[];
    worth: number;
    /** Net flows, year by year. */
    flows: readonly number[];
}

/** What a comparison comes to over many draws, each of which runs the models anew. */
export interface Rerun {
    draws: readonly Draw[];
    spread: Spread;
    /** The share of the variance that is due to inputs of status assumed. */
    assumed: Provenance;
    bars: readonly Bar[];
    switching: readonly Switching[];
}

/** How many of the widest bars are searched for switching values: each takes many runs. */
const SEARCHED = 6;

/**
 * Draws come in pairs that agree in what is assumed and in nothing else, so that the same draws
 * give the spread and the share due to assumptions. Every input that is not measured is drawn,
 * those that move together as they do. `told` hears after each draw how many there are by then.
 */
export function rerun(
    models: readonly Model[], without: Scenario, withIt: Scenario, inputs: readonly Input[],
    together: readonly Together[], frame: Frame, count: number,
    told: (done: number) => void = () => undefined,
): Rerun {
    const asked = askedFor(models, without, withIt, inputs, frame);
    const drawing = inputs.filter(({id, status, low, high}) =>
        asked.has(id) && status !== 'measured' && low < high);
    const names = new Set(drawing.map(({id}) => id));
    const correlations = correlationsAmong(together, id => names.has(id));
    const draws: Draw[] = [];
    const at = worthAt(models, without, withIt, inputs, drawing, frame);
    const worth = (values: readonly number[]): number => {
        const draw = at(values);
        draws.push(draw);
        told(draws.length);
        return draw.worth;
    };
    const assumed = shareDueTo(({status}) => status === 'assumed', drawing, correlations, worth,
        Math.ceil(count / 2), chanceFrom(withIt.seed));
    const bars = tornado(drawing, values => at(values).worth);
    const widest = new Set(bars.slice(0, SEARCHED).map(({id}) => id));
    const switching = switchingAmong(drawing, widest, values => at(values).worth);
    return {draws, spread: spreadOf(draws.map(draw => draw.worth)), assumed, bars, switching};
}

/** The inputs that a comparison asks for at all: the others cannot change what it comes to. */
export function askedFor(
    models: readonly Model[], without: Scenario, withIt: Scenario, inputs: readonly Input[],
    frame: Frame,
): ReadonlySet<string> {
    const asked = new Set<string>();
    const watched = new class extends Map<string, number> {
        override get(id: string): number | undefined {
            asked.add(id);
            return super.get(id);
        }
    }(asGiven(inputs));
    compareScenarios(models, without, withIt, watched, frame);
    return asked;
}

/** What a comparison is worth by the values of the inputs that are drawn, all others as given. */
export function worthAt(
    models: readonly Model[], without: Scenario, withIt: Scenario, inputs: readonly Input[],
    drawing: readonly Input[], frame: Frame,
): (values: readonly number[]) => Draw {
    const given = inputs.map(({id, value}): [string, number] => [id, value]);
    return values => {
        const drawn: Drawn = new Map([...given,
            ...drawing.map(({id}, i): [string, number] => [id, values[i]!])]);
        const {effects} = compareScenarios(models, without, withIt, drawn, frame);
        const flows = netFlows(inMoney(effects, frame));
        return {values, flows, worth: presentValue(flows, frame.rate, frame.baseYear)};
    };
}

function switchingAmong(
    inputs: readonly Input[], among: ReadonlySet<string>,
    worth: (values: readonly number[]) => number,
): Switching[] {
    const searched = inputs.filter(({id}) => among.has(id));
    const places = searched.map(({id}) => inputs.findIndex(each => each.id === id));
    const all = inputs.map(({value}) => value);
    return switchingValues(searched, values => {
        const every = [...all];
        places.forEach((place, i) => {
            every[place] = values[i]!;
        });
        return worth(every);
    }, {steps: 8, beyond: 0, precision: 1e-4});
}
