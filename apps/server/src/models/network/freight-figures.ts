import {groupedBy} from '@karwan/base';
import type {Edit, ToldFigure} from '@karwan/plan';
import {AT, CONSIGNMENT_TONNES, type Summed} from './feature.ts';
import type {Structure} from './structure.ts';
import {dot, type Way, type Ways, type ZoneStates} from './ways.ts';

/** What figures are told from. */
interface Ground {
    told: readonly {id: string; from: ZoneStates; to: ZoneStates}[];
    newKm: ReadonlyMap<string, number>;
}

/** Figures of a year that people ask for, and that published claims are held against. */
export function freightFigures(
    {told, newKm}: Ground, edits: readonly Edit[],
    {features, gateLoads}: {features: Float64Array; gateLoads: Float64Array},
    {structure, ways}: {structure: Structure; ways: ReadonlyMap<string, Ways>}, tollFactor: number,
): ToldFigure[] {
    const tonneKm = (...names: Summed[]): number =>
        names.reduce((sum, name) => sum + features[AT[name]]!, 0) * CONSIGNMENT_TONNES / 1e9;
    const general = ways.get('general');
    const builtKm = edits.filter(({kind}) => kind === 'build')
        .reduce((sum, {of}) => sum + (newKm.get(of) ?? 0), 0);
    const onNew = tonneKm('newKmEasy', 'newKmSteep') * 1e3;
    return [
        ...[...groupedBy(structure.gates.map((gate, at) => ({gate, load: gateLoads[at]!})),
            ({gate}) => `${gate.of} ${gate.mode}`)].flatMap(([name, those]) =>
            gateFigures(name, those.reduce((sum, {load}) => sum + load, 0))),
        {id: 'home-road.btkm', value: tonneKm('roadKmHome'), unit: 'bn tkm/year'},
        {id: 'home-rail.btkm', value: tonneKm('railKmHome'), unit: 'bn tkm/year'},
        {id: 'renewed-line.btkm', value: tonneKm('renewKm'), unit: 'bn tkm/year'},
        {id: 'lorry-tolls', value: features[AT.toll]! * tollFactor / 1e6, unit: 'M USD/year'},
        {id: 'new-line.mt', value: builtKm > 0 ? onNew / builtKm : 0, unit: 'Mt/year'},
        ...general ? told.flatMap(pair => pairFigures(pair, general)) : [],
    ];
}

function gateFigures(name: string, consignments: number): ToldFigure[] {
    const [of, mode] = name.split(' ') as [string, string];
    if (mode === 'road') {
        return [{id: `${of}.trucks`, value: consignments / 365, unit: 'trucks/day'}];
    }
    const tonnes = consignments * CONSIGNMENT_TONNES / 1e6;
    return [{id: `${of}.${mode}-mt`, value: tonnes, unit: 'Mt/year'}];
}

// The cheapest way of a pair by a new line, and that by none.
function pairFigures(
    {id, from, to}: {id: string; from: ZoneStates; to: ZoneStates}, ways: Ways,
): ToldFigure[] {
    const all = ways.between(from, to);
    const onNew = ({parts}: Way): number => parts.reduce((sum, features) =>
        sum + features[AT.newKmEasy]! + features[AT.newKmSteep]!, 0);
    const best = (those: readonly Way[]): Way | undefined =>
        those.toSorted((a, b) => a.cost - b.cost)[0];
    return ([['new-line', best(all.filter(way => onNew(way) > 0))],
        ['other', best(all.filter(way => onNew(way) === 0))]] as const).flatMap(([what, way]) => {
        if (!way) return [];
        const sum = (weights: Float64Array): number =>
            way.parts.reduce((total, features) => total + dot(features, weights), 0);
        return [
            {id: `${id}.${what}.days`, value: sum(ways.weights.hours) / 24, unit: 'days'},
            {id: `${id}.${what}.usd`, value: sum(ways.weights.money), unit: 'USD'},
        ];
    });
}
