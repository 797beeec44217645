import {baseYears, type Frame} from '@karwan/plan';
import {readYaml, type Check, type YamlValue} from '@karwan/base';
import type {HomeRule} from '../models/network/featured-arcs.ts';

/** By what a corridor's scenarios are held against each other, and what of it is home. */
export interface CorridorFrame extends Frame {
    demandYear: number;
    /** The day of the tolls by which demand is told. */
    tariffs: string;
    draws: number;
    home: HomeRule;
    shut: readonly string[];
    renewals: readonly {id: string; line: string}[];
    works: string;
    /** Tonnes that a freight train carries. */
    trainTonnes: number;
    /** Where the rates are from, for whoever reads a report. */
    ratesFrom: string;
    /** Units of promises in other money: a figure in `from` is so many times less in `to`. */
    conversions: readonly {from: string; to: string; divideBy: number}[];
    /** What the map of a report shows, in degrees, and the places that it names. */
    map: {west: number; east: number; south: number; north: number; names: readonly string[]};
    /** Pairs whose days and money are told. */
    told: readonly {id: string; from: string; to: string}[];
}

const KEYS = [
    'first_year', 'years', 'rate', 'other_rates', 'base_year', 'unit', 'demand_year', 'tariffs',
    'tolerance', 'limit', 'draws', 'home', 'world', 'lanes', 'shut', 'renewals', 'works', 'told',
    'train_tonnes', 'rates_from', 'conversions', 'map',
] as const;

/** Reads `frame.yaml`. */
export function readFrame(file: string, text: string, check: Check): CorridorFrame {
    const at = readYaml(file, text, check).fields('frame', KEYS);
    const number = (value: YamlValue, what: string, least: number, most: number): number =>
        check.number(value.cell(what), what, least, most);
    const texts = (value: YamlValue, what: string): string[] =>
        value.items(what).map(item => check.text(item.cell(what), what));
    const renewals = at.renewals.items('renewals').map(item => {
        const {id, line} = item.fields('renewal', ['id', 'line']);
        return {id: check.id(id.cell('id'), 'id'), line: check.text(line.cell('line'), 'line')};
    });
    return {
        firstYear: number(at.first_year, 'first_year', 2000, 2100),
        years: number(at.years, 'years', 1, 100), rate: number(at.rate, 'rate', 0, 30) / 100,
        otherRates: at.other_rates.items('other_rates')
            .map(item => number(item, 'other_rates', 0, 30) / 100),
        baseYear: check.oneOf(at.base_year.cell('base_year'), 'base_year', baseYears),
        unit: check.text(at.unit.cell('unit'), 'unit'),
        demandYear: number(at.demand_year, 'demand_year', 2000, 2100),
        tariffs: check.day(at.tariffs.cell('tariffs'), 'tariffs'),
        tolerance: number(at.tolerance, 'tolerance', 1e-12, 0.1),
        limit: number(at.limit, 'limit', 3, 10_000), draws: number(at.draws, 'draws', 2, 1e6),
        home: {
            country: check.text(at.home.cell('home'), 'home'),
            world: check.id(at.world.cell('world'), 'world'), lanes: texts(at.lanes, 'lanes'),
            renewedLine: renewals[0]?.line ?? '',
        },
        shut: texts(at.shut, 'shut'), renewals, works: check.id(at.works.cell('works'), 'works'),
        trainTonnes: number(at.train_tonnes, 'train_tonnes', 1, 1e5),
        ratesFrom: check.text(at.rates_from.cell('rates_from'), 'rates_from'),
        conversions: at.conversions.items('conversions').map(item => {
            const each = item.fields('conversion', ['from', 'to', 'divide_by']);
            return {from: check.text(each.from.cell('from'), 'from'),
                to: check.text(each.to.cell('to'), 'to'),
                divideBy: number(each.divide_by, 'divide_by', 1e-9, 1e9)};
        }),
        map: mapFrom(at.map, number, texts),
        told: at.told.items('told').map(item => {
            const {id, from, to} = item.fields('told', ['id', 'from', 'to']);
            return {id: check.id(id.cell('id'), 'id'), from: check.id(from.cell('from'), 'from'),
                to: check.id(to.cell('to'), 'to')};
        }),
    };
}

function mapFrom(
    value: YamlValue,
    number: (value: YamlValue, what: string, least: number, most: number) => number,
    texts: (value: YamlValue, what: string) => string[],
): CorridorFrame['map'] {
    const {west, east, south, north, names} =
        value.fields('map', ['west', 'east', 'south', 'north', 'names']);
    return {
        west: number(west, 'west', -180, 180), east: number(east, 'east', -180, 180),
        south: number(south, 'south', -90, 90), north: number(north, 'north', -90, 90),
        names: texts(names, 'names'),
    };
}
