import {
    asGiven, momentOf, settle, toldFigures, type Drawn, type Effect, type Scenario,
    type ToldFigure,
} from '@karwan/plan';
import type {CorridorStudy} from './corridor-study.ts';

/**
 * The figures of a scenario in a year, by name: what its models tell, and what follows from that:
 * what a new line saves, trains on a renewed one, tolls in all. By the inputs as given, or a draw.
 */
export function figuresOf(
    study: CorridorStudy, scenario: Scenario, year: number, drawn: Drawn = asGiven(study.inputs),
): Map<string, ToldFigure> {
    const {models, frame} = study;
    const settled = settle(models, momentOf(scenario, year), scenario, drawn, frame);
    const figures = new Map(toldFigures(settled).map(figure => [figure.id, figure]));
    for (const figure of derived(study, figures)) figures.set(figure.id, figure);
    return figures;
}

function derived(
    {network, frame}: CorridorStudy, figures: ReadonlyMap<string, ToldFigure>,
): ToldFigure[] {
    const of = (id: string): number | undefined => figures.get(id)?.value;
    const saved = frame.told.flatMap(({id}) => {
        const [line, other] = [of(`${id}.new-line.days`), of(`${id}.other.days`)];
        const [lineUsd, otherUsd] = [of(`${id}.new-line.usd`), of(`${id}.other.usd`)];
        if (line === undefined || other === undefined || !lineUsd || !otherUsd) return [];
        return [
            {id: `${id}.saved-days`, value: other - line, unit: 'days'},
            {id: `${id}.saved-percent`, value: 100 * (1 - lineUsd / otherUsd), unit: '%'},
        ];
    });
    const km = network.links.filter(({line, state}) =>
        state === 'open' && line === frame.home.renewedLine)
        .reduce((sum, {length}) => sum + length.value, 0);
    return [
        ...saved,
        {id: 'renewed-line.trains', unit: 'trains/day',
            value: (of('renewed-line.btkm') ?? 0) * 1e9 / km / frame.trainTonnes / 365 / 2},
        {id: 'tolls.all', unit: 'M USD/year',
            value: (of('lorry-tolls') ?? 0) + (of('car-tolls') ?? 0)},
    ];
}

/** What of a comparison stands beside a claim, though no single year of a scenario tells it. */
export function figuresOfComparison(
    effects: readonly Effect[], withIt: Scenario, without: Scenario, unit: string,
    before: ReadonlyMap<string, ToldFigure>, after: ReadonlyMap<string, ToldFigure>,
): Map<string, ToldFigure> {
    const inUnit = effects.filter(effect => effect.unit === unit);
    const capital = inUnit.filter(({id}) => id.startsWith('building '))
        .reduce((sum, {values}) => sum - values.reduce((all, value) => all + value, 0), 0);
    const firstYear = inUnit.reduce((sum, {values}) => sum + values[0]!, 0);
    const shut = ({edits}: Scenario): number => edits.filter(({kind}) => kind === 'shut')
        .reduce((days, edit) => days + edit.days, 0);
    const open = shut(without) - shut(withIt);
    const collection = [before.get('toll.collection')?.value, after.get('toll.collection')?.value];
    const told: ToldFigure[] = [
        {id: 'capital', value: capital, unit},
        ...open === 0 ? []
            : [{id: 'gain-per-open-day', value: firstYear / open, unit: 'M USD/day'}],
        ...collection[0] && collection[1] !== undefined
            ? [{id: 'saved.toll.collection', unit: '%',
                value: 100 * (1 - collection[1] / collection[0])}] : [],
    ];
    return new Map(told.map(figure => [figure.id, figure]));
}
