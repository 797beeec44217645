import {readFileSync} from 'node:fs';

/** What `karwan plan appraise --json` prints, as far as the proof reads it. */
export interface Printed {
    netPresentValue: number;
    internalRates: readonly number[];
    benefitCostRatio: number;
    effects: readonly {id: string; values: readonly number[]}[];
    steps: readonly {rule: string; from: string; to: string; change: number}[];
}

// Which of our effects each published column is, and its sign: costs are published above zero.
const columns: Readonly<Record<string, readonly [effect: string, sign: 1 | -1]>> = {
    NB_res_val: ['residual', 1], NB_vtts: ['time', 1], NB_voc: ['operation', 1],
    NB_accidents: ['accidents', 1], NB_fuel: ['fuel', 1], NB_ghg: ['greenhouse', 1],
    NB_emissions: ['emissions', 1], NB_noise: ['noise', 1], NC_capex: ['capital', -1],
    NC_opex: ['upkeep', -1],
};

/** The published flows by effect, each year by year. */
export function publishedFlows(file: string): Map<string, number[]> {
    const [header, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
        .map(line => line.trim().split(','));
    return new Map(header!.slice(1).map((name, index): [string, number[]] => {
        const [effect, sign] = columns[name]!;
        return [effect, lines.map(cells => sign * Number(cells[index + 1]))];
    }));
}

/** Each year of each effect that is off by more than this, or missing on one side. */
export function appraisalFaults(
    {effects}: Printed, published: ReadonlyMap<string, readonly number[]>, mostOff: number,
): string[] {
    const ours = new Map(effects.map(({id, values}) => [id, values]));
    const strange = effects.filter(({id}) => !published.has(id))
        .map(({id}) => `${id}: not published`);
    return [...strange, ...[...published].flatMap(([id, flows]) => flows.flatMap((flow, year) => {
        const value = ours.get(id)?.[year];
        const isNear = value !== undefined && Math.abs(value - flow) <= mostOff;
        return isNear ? [] : [`${id}, year ${year}: ${value ?? 'missing'}, published ${flow}`];
    }))];
}
