import {chanceFrom} from '@karwan/base';
import {correlationsAmong, Draws, spreadOf, type Drawn} from '@karwan/plan';
import type {CorridorStudy} from '../plan/corridor-study.ts';
import {figuresOf} from '../plan/told-figures.ts';
import type {PlannedWish} from './front-page.ts';

/** What a scenario says of an indicator: by the inputs as given, and between which bounds. */
export interface PlannedFigure extends PlannedWish {
    /** What the scenario is called. */
    name: string;
    unit: string;
    value: number;
    /** Of the draws. */
    p10: number;
    p90: number;
}

/** Figures of scenarios, and how they came about. */
export interface Planned {
    figures: readonly PlannedFigure[];
    draws: number;
    seed: number;
    /** Wishes that no scenario tells a figure of. */
    untold: readonly string[];
}

/**
 * Every wish answered, all from the same draws of the inputs: each that is not measured lies
 * anywhere in its range, and those that move together do so. `told` hears after each round how
 * many there are by then.
 */
export function plannedFigures(
    study: CorridorStudy, wishes: readonly PlannedWish[], draws: number,
    told: (done: number) => void = () => undefined,
): Planned {
    const seed = study.scenarios.values().next().value?.seed ?? 0;
    const moments = new Map(wishes.map(wish => [momentKey(wish), wish]));
    const run = (drawn?: Drawn): Map<string, ReturnType<typeof figuresOf>> =>
        new Map([...moments].map(([key, {scenario, year}]) =>
            [key, figuresOf(study, study.scenarios.get(scenario)!, year, drawn)]));
    const given = run();
    const drawn = drawnInputs(study, seed, draws).map((inputs, nth) => {
        const figures = run(inputs);
        told(nth + 1);
        return figures;
    });
    const untold: string[] = [];
    const figures = wishes.flatMap((wish): PlannedFigure[] => {
        const key = momentKey(wish);
        const figure = given.get(key)!.get(wish.figure);
        if (!figure) {
            untold.push(`${wish.scenario} ${wish.figure} ${wish.year}`);
            return [];
        }
        const values = drawn.flatMap(each => each.get(key)!.get(wish.figure)?.value ?? []);
        const {p10, p90} = values.length > 0 ? spreadOf(values)
            : {p10: figure.value, p90: figure.value};
        const {name} = study.scenarios.get(wish.scenario)!;
        return [{...wish, name, unit: figure.unit, value: figure.value, p10, p90}];
    });
    return {figures, draws, seed, untold};
}

function momentKey({scenario, year}: PlannedWish): string {
    return `${scenario} ${year}`;
}

function drawnInputs(
    {inputs, together}: CorridorStudy, seed: number, count: number,
): Drawn[] {
    const drawing = inputs.filter(({status, low, high}) => status !== 'measured' && low < high);
    const names = new Set(drawing.map(({id}) => id));
    const draws = new Draws(drawing, correlationsAmong(together, id => names.has(id)));
    const chance = chanceFrom(seed);
    return Array.from({length: count}, () => {
        const values = draws.values(draws.normals(chance));
        return new Map([
            ...inputs.map(({id, value}): [string, number] => [id, value]),
            ...drawing.map(({id}, i): [string, number] => [id, values[i]!]),
        ]);
    });
}
