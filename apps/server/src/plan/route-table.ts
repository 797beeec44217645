import {readTable, statuses, type Check} from '@karwan/base';
import type {SteelRoute} from '../models/plant-model.ts';

const COLUMNS = ['way', 'name', 'output', 'ore_t', 'pellets_t', 'scrap_t', 'coal_t', 'gas_gj',
    'power_gj', 'co2_t', 'status', 'source', 'source_date'] as const;

/** Reads `routes.csv`: what a tonne of steel takes by each way of making it. */
export function readRoutes(
    file: string, text: string, inputs: readonly string[], check: Check,
): SteelRoute[] {
    return readTable(file, text, COLUMNS, [], check).map(row => {
        const number = (cell: typeof row.ore_t): number =>
            check.number(cell, 'per tonne', -10, 100);
        check.oneOf(row.status, 'status', statuses);
        check.text(row.source, 'source');
        return {
            way: check.id(row.way, 'way'), output: check.oneOf(row.output, 'output', inputs),
            ore: number(row.ore_t), pellets: number(row.pellets_t), scrap: number(row.scrap_t),
            coal: number(row.coal_t), gasGj: number(row.gas_gj), powerGj: number(row.power_gj),
            co2: number(row.co2_t),
        };
    });
}
