import {Check, foundText} from '@karwan/base';
import type {CapitalItem, RoadCase, Section, Traffic} from './case.ts';
import {readParameters, roadVehicles, roadWords} from './parameters.ts';
import {readRows, readYearRows} from './read-rows.ts';
import {readSettings, type Settings} from './read-settings.ts';

const sectionColumns = {
    id_section: 'text', name: 'text', variant_0: ['0', '1'], variant_1: ['0', '1'],
    length: 'number', length_bridges: 'number', length_tunnels: 'number',
    category: roadWords.categories, lanes: 'number', environment: roadWords.environments,
    width: 'number', layout: 'text', toll_sections: 'text',
} as const;

/**
 * A road project from its files by name: `road_params.csv`, `capex.csv`, `intensities_0.csv`,
 * `intensities_1.csv`, `velocities_0.csv` and `velocities_1.csv` (each with any prefix that ends in
 * an underscore), and the guide's values in `parameters/`, its `sample_input.csv` with years and
 * rates too. Variant 0 is without the project, variant 1 with it. Throws a Refusal with all faults.
 */
export function readRoadCase(files: ReadonlyMap<string, string>): RoadCase {
    const check = new Check();
    const settings = readSettings(files, check);
    const parameters = readParameters(files, settings.priceYear, check);
    const sections = readSections(files, check);
    const capital = readCapital(files, settings, check);
    const traffic = (variant: 0 | 1): Traffic[] =>
        readTraffic(files, variant, sections, settings, check);
    const [without, withIt] = [traffic(0), traffic(1)];
    check.refuseIfFaulty();
    return {...settings, sections, capital, without, with: withIt, parameters};
}

interface Found {
    file: string;
    text: string;
}

// A file that is missing is told once; its rows are none.
function fileOf(files: ReadonlyMap<string, string>, name: string, check: Check): Found {
    const found = [...files].filter(([file]) =>
        file === name || (!file.includes('/') && file.endsWith(`_${name}`)));
    if (found.length === 1) return {file: found[0]![0], text: found[0]![1]};
    const what = found.length === 0 ? 'no such file' : found.map(([file]) => file).join(', ');
    check.fault({file: name, line: 1, column: 1}, 'case', what, `one file named …_${name}`);
    return {file: name, text: ''};
}

function readSections(files: ReadonlyMap<string, string>, check: Check): Section[] {
    const {file, text} = fileOf(files, 'road_params.csv', check);
    return readRows(file, text, sectionColumns, check).map(row => ({
        id: row.id_section, name: row.name, isWithout: row.variant_0 === '1',
        isWith: row.variant_1 === '1', lengthKm: row.length, bridgesKm: row.length_bridges,
        tunnelsKm: row.length_tunnels, category: row.category, lanes: row.lanes,
        environment: row.environment, widthMetres: row.width, layout: row.layout,
    }));
}

function readCapital(
    files: ReadonlyMap<string, string>, {firstYear, years, buildYears}: Settings, check: Check,
): CapitalItem[] {
    const {file, text} = fileOf(files, 'capex.csv', check);
    const columns = {item: 'text', category: 'text'} as const;
    return readYearRows(file, text, columns, [firstYear, buildYears], check).map(row => ({
        item: row.item,
        byYear: Array.from({length: years}, (_, year) => row.byYear[year] ?? 0),
    }));
}

const trafficColumns = {id_section: 'text', vehicle: roadVehicles} as const;

function readTraffic(
    files: ReadonlyMap<string, string>, variant: 0 | 1, sections: readonly Section[],
    {firstYear, years}: Settings, check: Check,
): Traffic[] {
    const counts = fileOf(files, `intensities_${variant}.csv`, check);
    const speeds = fileOf(files, `velocities_${variant}.csv`, check);
    const rowsOf = ({file, text}: Found) =>
        readYearRows(file, text, trafficColumns, [firstYear, years], check);
    const speedOf = new Map(rowsOf(speeds).map(row => [keyOf(row), row.byYear]));
    return rowsOf(counts).flatMap(row => {
        const section = sections.find(({id}) => id === row.id_section);
        const kmPerHour = speedOf.get(keyOf(row));
        const stands = row.byYear.some(
            (count, year) => count > 0 && !((kmPerHour?.[year] ?? 0) > 0));
        if (!section) check.fault(row.at, 'id_section', foundText(row.id_section), 'a section');
        else if (stands) check.fault(row.at, 'row', 'traffic without speed', `in ${speeds.file}`);
        if (!section || !kmPerHour || (variant === 0 && !section.isWithout)) return [];
        return [{section, vehicle: row.vehicle, perDay: row.byYear, kmPerHour}];
    });
}

function keyOf({id_section: id, vehicle}: {id_section: string; vehicle: string}): string {
    return `${id} ${vehicle}`;
}
