import {existsSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {HOUR_MS, Zone} from '@karwan/base';
import {defaultRates, nationFrom, type NationPlan} from '@karwan/world';
import {checkoutFolder} from '../checkout.ts';
import {grouped} from '../counted.ts';
import {NATION_FILE, nationFileFrom} from '../nation/nation-file.ts';
import {pairVolumesFrom} from '../nation/pair-rows.ts';
import {writeNation, type PartOfDay} from '../nation/write-nation.ts';
import {schemeFolder, schemeFrom} from '../scheme-files.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {emptyFolder, wholeNumber} from './simulate.ts';

/** Exits: `done`, `wrong-usage`, `not-found`, `refused-input`. */
export async function unfoldHere(
    [file]: [string], options: Record<string, unknown>,
): Promise<Said> {
    const text = (name: string): string => options[name] as string;
    const day = text('day');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) {
        throw new Stop('wrong-usage', `found --day ${day}, expected 2024-05-11`);
    }
    const part = partOf(options['hours'] as string | undefined);
    const seed = wholeNumber('--seed', text('seed'), 0);
    const folder = schemeFolder(text('scheme'), checkoutFolder());
    for (const [path, what] of [[file, 'file'], [join(folder, NATION_FILE), NATION_FILE]]) {
        if (!existsSync(path!)) throw new Stop('not-found', `found no ${what} ${path}`);
    }
    const {corridor} = schemeFrom(folder);
    const {classOf, lanes, fleet, returning, openingBalance, intervalMs, ...unfolding} =
        nationFileFrom(folder, corridor);
    const volumes = pairVolumesFrom(basename(file), linesOf(file), {day, intervalMs, ...unfolding});
    const plan: NationPlan = {
        seed, classOf, lanes, fleet, returning, rates: defaultRates,
        dayStartMs: new Zone(corridor.zone).startOfDayMs(day),
        unfolding: {...unfolding, volumes}, messages: options['apart'] ? 'apart' : 'one',
    };
    const out = emptyFolder(text('out'));
    const nation = nationFrom(plan);
    const counts = await writeNation(plan, nation, openingBalance, out, part);
    return {json: {day, seed, out, ...counts}, text: [
        `${out}: simulated, not measured`,
        `  readings.csv.gz  ${grouped(counts.readings)} readings in the order of time`,
        `  register-N.csv   ${grouped(counts.registered)} vehicles with a tag`,
        `  trips.csv.gz     ${grouped(counts.vehicles)} vehicles, ${grouped(counts.trips)} trips, `
            + `${grouped(counts.passages)} passages`,
    ].join('\n')};
}

function partOf(hours: string | undefined): PartOfDay {
    if (hours === undefined) return {fromMs: undefined, toMs: undefined};
    const [, from, to] = /^(\d{1,2})\.\.(\d{1,2})$/.exec(hours) ?? [];
    if (from === undefined || Number(from) >= Number(to) || Number(to) > 24) {
        throw new Stop('wrong-usage', `found --hours ${hours}, expected two such as 8..9`);
    }
    return {fromMs: Number(from) * HOUR_MS, toMs: Number(to) * HOUR_MS};
}

function linesOf(file: string): string[] {
    const bytes = readFileSync(file);
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8').split(/\r?\n/)
        .filter(line => line !== '');
}
