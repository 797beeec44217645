import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {moneyText, Zone} from '@karwan/base';
import {defaultRates, worldFrom} from '@karwan/world';
import {checkoutFolder} from '../checkout.ts';
import {schemeFolder, schemeFrom} from '../scheme-files.ts';
import {writeWorld, type Simulated} from '../simulate.ts';
import {trafficFrom} from '../traffic-file.ts';
import {worldTariffFrom} from '../world-tariff.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {grouped} from '../counted.ts';

/** Exits: `done`, `wrong-usage`, `not-found`, `refused-input`. */
export async function simulate(options: Record<string, unknown>): Promise<Said> {
    const text = (name: string): string => options[name] as string;
    const seed = wholeNumber('--seed', text('seed'), 0);
    const days = wholeNumber('--days', text('days'), 1);
    const vehicles = options['vehicles'] === undefined
        ? undefined : wholeNumber('--vehicles', text('vehicles'), 1);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text('firstDay'))) {
        throw new Stop('wrong-usage', `found --first-day ${text('firstDay')}, expected 2025-03-03`);
    }
    const folder = schemeFolder(text('scheme'), checkoutFolder());
    if (!existsSync(folder)) throw new Stop('not-found', `found no scheme ${text('scheme')}`);
    if (!existsSync(join(folder, 'traffic.yaml'))) {
        throw new Stop('not-found', `found no traffic.yaml in ${folder}: nobody drives there`);
    }
    const scheme = schemeFrom(folder);
    const {corridor, rules} = scheme;
    const world = worldFrom({
        seed, days, corridor, rates: defaultRates, tariff: worldTariffFrom(scheme),
        traffic: trafficFrom(folder, corridor),
        startMs: new Zone(corridor.zone).startOfDayMs(text('firstDay')),
        ...vehicles !== undefined && {vehiclesPerDay: vehicles},
    });
    const out = emptyFolder(text('out'));
    const counts = await writeWorld(world, out, rules.leastPlateConfidence);
    const amount = `${corridor.currency.code} ${moneyText(counts.amountMinor, corridor.currency)}`;
    return {
        json: {seed, days, out, ...counts, amountMinor: counts.amountMinor.toString()},
        text: countsText(out, counts, amount),
    };
}

export function wholeNumber(name: string, text: string, least: number): number {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new Stop('wrong-usage', `found ${name} ${text}, expected a whole number from ${least}`);
}

export function emptyFolder(folder: string): string {
    if (existsSync(folder) && readdirSync(folder).length > 0) {
        throw new Stop('wrong-usage', `found files in ${folder}, expected a new or empty folder`);
    }
    mkdirSync(folder, {recursive: true});
    return folder;
}

function countsText(out: string, counts: Simulated, amount: string): string {
    const {vehicles, knowable, trips, passages, charges} = counts;
    const share = vehicles === 0 ? '' : ` (${(knowable / vehicles * 100).toFixed(1)} %)`;
    return [
        `${out}: simulated, not measured`,
        `  register.csv        ${grouped(counts.registered)} registered before the start`,
        `  facts.ndjson        ${grouped(counts.facts)} facts beside them`,
        `  readings.ndjson.gz  ${grouped(counts.readings)} readings in order of receipt`,
        `  truth.json          ${grouped(vehicles)} vehicles, ${grouped(trips)} trips, `
            + `${grouped(passages)} passages`,
        `                      ${grouped(charges)} charges, ${amount}`,
        `                      ${grouped(knowable)} vehicles knowable${share}`,
    ].join('\n');
}
