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
    /** Pairs whose days and money are told. */
    told: readonly {id: string; from: string; to: string}[];
}

const KEYS = [
    'first_year', 'years', 'rate', 'other_rates', 'base_year', 'unit', 'demand_year', 'tariffs', 'tolerance',
    'limit', 'draws', 'home', 'world', 'lanes', 'shut', 'renewals', 'works', 'told',
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
        told: at.told.items('told').map(item => {
            const {id, from, to} = item.fields('told', ['id', 'from', 'to']);
            return {id: check.id(id.cell('id'), 'id'), from: check.id(from.cell('from'), 'from'),
                to: check.id(to.cell('to'), 'to')};
        }),
    };
}
