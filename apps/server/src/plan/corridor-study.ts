import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Check} from '@karwan/base';
import type {Network} from '@karwan/network';
import {
    asGiven, readInputs, readScenarios, readTogether, type Input, type Model, type Scenario,
    type Together, type Vocabulary,
} from '@karwan/plan';
import {BorderModel} from '../models/border-model.ts';
import {featuredGraph, type FeaturedGraph} from '../models/network/featured-arcs.ts';
import {FreightModel, type FreightGround} from '../models/network/freight-model.ts';
import {fittedTrades, type Fitted, type FitTo} from '../models/network/reference.ts';
import {structureOf} from '../models/network/structure.ts';
import type {Segment} from '../models/network/trade.ts';
import type {ZoneStates} from '../models/network/ways.ts';
import {PlantModel} from '../models/plant-model.ts';
import {RailModel} from '../models/rail-model.ts';
import {TollsModel} from '../models/tolls-model.ts';
import {networkFrom} from '../network-files.ts';
import {
    readSegments, readTotals, readZones, type DemandTotal, type SegmentRow, type Zone,
} from './demand-files.ts';
import {readFrame, type CorridorFrame} from './frame-file.ts';
import {readRoutes} from './route-table.ts';

/** The name of the matrix that is made by fitting. */
const DEMAND = 'fitted';
const TOGETHER = 'values/together.csv';

/** A corridor ready for scenarios: its files read, its demand fitted, its models made. */
export interface CorridorStudy {
    folder: string;
    network: Network;
    frame: CorridorFrame;
    inputs: readonly Input[];
    /** Inputs that move together. */
    together: readonly Together[];
    zones: readonly Zone[];
    segments: readonly SegmentRow[];
    totals: readonly DemandTotal[];
    featured: FeaturedGraph;
    states: ReadonlyMap<string, ZoneStates>;
    fitted: Fitted;
    models: readonly Model[];
    scenarios: ReadonlyMap<string, Scenario>;
    vocabulary: Vocabulary;
}

/**
 * Reads a corridor's folder. `more` are scenarios beside its own, by file. With `isPlain` the
 * network is searched by the plainest search, to check the quick one by. Throws a Refusal with
 * every fault of the files.
 */
export function corridorStudy(
    folder: string, more: ReadonlyMap<string, string> = new Map(), isPlain = false,
): CorridorStudy {
    const network = networkFrom(join(folder, 'network'));
    const check = new Check();
    const read = (name: string): [string, string] =>
        [name, readFileSync(join(folder, name), 'utf8')];
    const frame = readFrame(...read('values/frame.yaml'), check);
    const inputs = readInputs(...read('values/inputs.csv'), check);
    const together = existsSync(join(folder, TOGETHER))
        ? readTogether(...read(TOGETHER), inputs, check) : [];
    const places = new Set(network.places.map(({id}) => id));
    const zones = readZones(...read('demand/zones.csv'), places, check);
    const segments = readSegments(...read('demand/segments.csv'), zones, check);
    const totals = readTotals(...read('demand/totals.csv'), check);
    const routes = readRoutes(
        ...read('values/routes.csv'), inputs.map(({id}) => id), check);
    check.refuseIfFaulty();
    const featuredOn = featuredByDay(network, frame);
    const featured = featuredOn(frame.tariffs);
    const states = zoneStates(zones, featured, network, frame);
    const tolls = tollsModel(frame, inputs);
    const fitted = fit(segments, zones, states, featured, inputs, frame, totals,
        tolls.carTolls(frame.demandYear, asGiven(inputs)));
    const models = modelsOf(network, frame, inputs, featuredOn, states, fitted, isPlain,
        [tolls, new PlantModel(frame.works, routes, frame.unit)]);
    const vocabulary = vocabularyOf(models, network, frame, inputs, routes.map(({way}) => way));
    const files = new Map([...scenarioFiles(folder), ...more]);
    return {
        folder, network, frame, inputs, together, zones, segments, totals, featured, states,
        fitted, models,
        vocabulary,
        scenarios: readScenarios(files, vocabulary),
    };
}

/** The texts of a corridor's scenarios by file. */
export function scenarioFiles(folder: string): Map<string, string> {
    const path = join(folder, 'scenarios');
    if (!existsSync(path)) return new Map();
    return new Map(readdirSync(path).filter(name => name.endsWith('.yaml')).sort().map(name =>
        [`scenarios/${name}`, readFileSync(join(path, name), 'utf8')]));
}

// A network taken apart once for each day of tolls that a scenario asks for.
function featuredByDay(
    network: Network, {home}: CorridorFrame,
): (tariffs: string) => FeaturedGraph {
    const known = new Map<string, FeaturedGraph>();
    return tariffs => {
        const found = known.get(tariffs) ?? featuredGraph(network, home, tariffs);
        known.set(tariffs, found);
        return found;
    };
}

function zoneStates(
    zones: readonly Zone[], featured: FeaturedGraph, network: Network, frame: CorridorFrame,
): ReadonlyMap<string, ZoneStates> {
    const country = new Map(network.places.map(place => [place.id, place.country]));
    return new Map(zones.map(({id}, number) => [id, {
        id, number, states: featured.statesAt(id),
        side: id === frame.home.world ? 'both' as const
            : country.get(id) === frame.home.country ? 'home' as const : 'away' as const,
    }]));
}

function fit(
    rows: readonly SegmentRow[], zones: readonly Zone[],
    states: ReadonlyMap<string, ZoneStates>, featured: FeaturedGraph, inputs: readonly Input[],
    frame: CorridorFrame, totals: readonly DemandTotal[], carTolls: number,
): Fitted {
    const weight = new Map(zones.map(zone => [zone.id, zone.weight]));
    const ends = (name: string): ZoneStates[] =>
        zones.filter(({id, groups}) => id === name || groups.includes(name))
            .map(({id}) => states.get(id)!);
    const segments = rows.map((row): Segment => ({
        id: row.id, name: row.name, goods: row.goods, megatonnes: row.megatonnes,
        from: ends(row.from), to: ends(row.to), usdPerTonne: row.usdPerTonne,
        isOnlyByRail: row.isOnlyByRail,
        bearers: row.bearers.map(bearer => ({bearer, share: 1 / row.bearers.length})),
        weightOf: zone => weight.get(zone)!,
    }));
    const structure = structureOf(featured, [...states.values()].flatMap(zone => zone.states),
        {opened: new Set(), shut: new Set(frame.shut)}, false);
    return fittedTrades(segments, structure, inputs, fitTo(totals, carTolls));
}

// What cars pay is told by counts, so that the rest of what is taken in is the lorries'.
function fitTo(totals: readonly DemandTotal[], carTolls: number): FitTo {
    const of = (measure: string): number =>
        totals.find(total => total.measure === measure && total.isFitted)!.value;
    return {
        segment: 'inland', roadTonneKm: of('home-road.btkm') * 1e9,
        railTonneKm: of('home-rail.btkm') * 1e9,
        lorryTolls: Math.max(0, of('tolls:motorways') * 1e6 - carTolls * 1e6),
    };
}

function modelsOf(
    network: Network, frame: CorridorFrame, inputs: readonly Input[],
    featuredOn: (tariffs: string) => FeaturedGraph,
    states: ReadonlyMap<string, ZoneStates>, fitted: Fitted, isPlain: boolean,
    others: readonly Model[],
): Model[] {
    const notOpen = network.links.filter(({state}) => state !== 'open');
    const projects = [...new Set(notOpen.flatMap(({project}) => project ?? []))];
    const idle = notOpen.filter(({project}) => project === undefined).map(({id}) => id);
    const crossings = network.crossings.map(({id}) => id);
    const newKm = new Map(projects.map(project => [project, notOpen.reduce((sum, link) =>
        link.project === project ? sum + link.length.value : sum, 0)]));
    const ground = (id: string, isInland: boolean): FreightGround => ({
        id, featuredOn, tariffs: frame.tariffs, zones: [...states.values()],
        home: frame.home.country,
        isPlain, newKm,
        hasGates: !isInland,
        trades: fitted.trades.filter(({segment: {from, to}}) =>
            [...from, ...to].every(({side}) => side === 'home') === isInland),
        reluctance: fitted.reluctance, demandYear: frame.demandYear, unit: frame.unit,
        shut: frame.shut, names: isInland ? {} : {
            open: [...crossings, ...projects, ...idle], shut: crossings, build: projects,
        },
        told: isInland ? [] : frame.told.map(({id: name, from, to}) =>
            ({id: name, from: states.get(from)!, to: states.get(to)!})),
    });
    return [
        new RailModel({projects, renewals: frame.renewals.map(({id}) => id), unit: frame.unit,
            trainTonnes: frame.trainTonnes}),
        ...others,
        new FreightModel(ground('inland', true)), new FreightModel(ground('corridor', false)),
        new BorderModel(new Set(inputs.map(({id}) => id))),
    ];
}

function tollsModel(frame: CorridorFrame, inputs: readonly Input[]): TollsModel {
    const roads = inputs.filter(({id}) => id.startsWith('traffic.')).map(({id}) => id.slice(8));
    const {unit, home: {country}, demandYear} = frame;
    return new TollsModel({roads, unit, country, demandYear});
}

function vocabularyOf(
    models: readonly Model[], network: Network, frame: CorridorFrame, inputs: readonly Input[],
    ways: readonly string[],
): Vocabulary {
    const names = (kind: keyof Vocabulary['names']): string[] =>
        [...new Set(models.flatMap(model => model.names[kind] ?? []))];
    const country = frame.home.country;
    return {
        names: {
            open: names('open'), shut: names('shut'), build: names('build'),
            reprice: names('reprice'), restore: names('restore'),
        },
        ways: new Map([[frame.works, ways]]),
        shutForDays: network.crossings.filter(({countries}) => countries.includes(country))
            .map(({id}) => id),
        modes: ['road', 'rail'], inputs: inputs.map(({id}) => id), demands: [DEMAND],
        firstYear: frame.firstYear, lastYear: frame.firstYear + frame.years - 1,
    };
}
