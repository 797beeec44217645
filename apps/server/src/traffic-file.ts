import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Check, foundText, readTable, readYaml, type Row, type YamlValue} from '@karwan/base';
import type {Corridor} from '@karwan/journey';
import type {PlateSeries, Speed, Traffic} from '@karwan/world';
import {sourcedNumber} from './sourced-number.ts';

const HEAD = [
    'vehiclesPerDay', 'classShares', 'freeSpeedKmPerHour', 'speedDeviationShare', 'hourlyProfile',
    'meanTripKm', 'lanes', 'interchangeWeights', 'plates', 'tagPrefix', 'tagShares',
] as const;

/**
 * Who drives on a corridor, from the traffic.yaml in its folder and the table of hours that it
 * names. Throws a Refusal with all faults where there are any.
 */
export function trafficFrom(folder: string, corridor: Corridor): Traffic {
    const check = new Check();
    const file = 'traffic.yaml';
    if (!existsSync(join(folder, file))) {
        check.fault({file, line: 1, column: 1}, 'file', 'no such file', `one in ${folder}`);
    }
    check.refuseIfFaulty();
    const head = readYaml(file, readFileSync(join(folder, file), 'utf8'), check)
        .fields('traffic', HEAD);
    const roads = corridor.roads.map(r => r.id);
    const shares = figures(head.classShares, 'classShares', corridor.classes, 1, check);
    const sum = [...shares.values()].reduce((a, b) => a + b, 0);
    if (Math.abs(sum - 1) > 1e-6) {
        check.fault(
            head.classShares.place, 'classShares', `a sum of ${+sum.toFixed(6)}`, 'a sum of 1');
    }
    const volumes = figures(head.vehiclesPerDay, 'vehiclesPerDay', roads, 10_000_000, check);
    const deviation = sourcedNumber(head.speedDeviationShare, 'speedDeviationShare', 0, 1, check);
    const speeds = figures(
        head.freeSpeedKmPerHour, 'freeSpeedKmPerHour', corridor.classes, 300, check);
    const weights = corridor.interchanges.filter(i => i.hasRamps !== false)
        .map(i => `${i.road}/${i.id}`);
    const traffic = {
        vehiclesPerDay: new Map([...volumes].map(([road, vehicles]) => [road, new Map(
            [...shares].map(([name, share]) => [name, vehicles * share]))])),
        hourlyShares: hourlyShares(head.hourlyProfile, folder, corridor.classes, check),
        speeds: new Map([...speeds].map(
            ([name, speed]) => [name, speedOf(speed / 3.6, deviation)])),
        interchangeWeights: numbers(head.interchangeWeights, 'interchangeWeights', weights, check),
        meanTripMetres: sourcedNumber(head.meanTripKm, 'meanTripKm', 0, 10_000, check) * 1000,
        lanes: sourcedNumber(head.lanes, 'lanes', 0, 10, check),
        plates: head.plates.items('plates').map(item => plateSeries(item, check)),
        tagPrefix: head.tagPrefix.cell('tagPrefix').text,
        tagShares: figures(head.tagShares, 'tagShares', roads, 1, check),
    };
    check.refuseIfFaulty();
    return traffic;
}

function speedOf(metresPerSecond: number, share: number): Speed {
    return {metresPerSecond, deviation: metresPerSecond * share};
}

function figures(
    value: YamlValue, what: string, keys: readonly string[], most: number, check: Check,
): Map<string, number> {
    const fields = value.fields(what, keys);
    return new Map(keys.map(key => [key, sourcedNumber(
        fields[key]!, `${what} ${key}`, 0, most, check)]));
}

function numbers(
    value: YamlValue, what: string, keys: readonly string[], check: Check,
): Map<string, number> {
    const fields = value.fields(what, keys, keys);
    return new Map(keys.filter(key => !fields[key]!.isEmpty())
        .map(key => [key, check.number(fields[key]!.cell(key), `${what} ${key}`, 0, 1000)]));
}

function plateSeries(item: YamlValue, check: Check): PlateSeries {
    const plate = item.fields('plates', ['jurisdiction', 'share', 'letters', 'digits']);
    return {
        jurisdiction: check.text(plate.jurisdiction.cell('jurisdiction'), 'jurisdiction'),
        share: check.number(plate.share.cell('share'), 'share', 0, 1),
        letters: check.number(plate.letters.cell('letters'), 'letters', 0, 6),
        digits: check.number(plate.digits.cell('digits'), 'digits', 0, 6),
    };
}

// Counts by hour and kind of vehicle become, for each class, the shares of its day.
function hourlyShares(
    value: YamlValue, folder: string, classes: readonly string[], check: Check,
): Map<string, readonly number[]> {
    const profile = value.fields('hourlyProfile',
        ['file', 'status', 'source', 'date', 'note', 'columns'], ['note']);
    const file = check.text(profile.file.cell('file'), 'file');
    check.text(profile.source.cell('source'), 'source');
    const names = profile.columns.fields('columns', classes);
    const path = join(folder, file);
    if (!existsSync(path)) {
        check.fault(profile.file.place, 'file', `no ${file}`, 'a table of hours in the folder');
        return new Map();
    }
    const text = readFileSync(path, 'utf8');
    const kinds = text.slice(0, text.indexOf('\n')).trim().split(',');
    const hours = readHours(file, text, kinds, check);
    return new Map(classes.map(name => {
        const kind = check.oneOf(names[name]!.cell(name), `column of ${name}`, kinds);
        const counts = hours.map(hour => check.number(hour[kind]!, kind, 0, 1e9));
        const total = counts.reduce((sum, count) => sum + count, 0);
        return [name, counts.map(count => count / total)];
    }));
}

function readHours(
    file: string, text: string, kinds: readonly string[], check: Check,
): Row<string>[] {
    const rows = readTable(file, text, kinds, [], check);
    if (rows.length !== 24) {
        check.fault({file, line: 1, column: 1}, 'hours', `${rows.length} rows`, '24 rows');
    }
    rows.forEach((row, hour) => {
        const cell = row[kinds[0]!]!;
        if (cell.text === String(hour)) return;
        check.fault(cell.place, 'hour', foundText(cell.text), `"${hour}"`);
    });
    return rows;
}
