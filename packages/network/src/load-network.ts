import {Check, readYaml} from '@karwan/base';
import {checkReferences} from './check-references.ts';
import type {Network, Opening} from './network.ts';
import type {NetworkRows} from './network-rows.ts';
import {valuesOf, type Placed} from './placed.ts';
import {readHandovers, readObserved} from './read-handovers.ts';
import {readHead} from './read-head.ts';
import {readLinks} from './read-links.ts';
import {readOpenings} from './read-openings.ts';
import {readCoordinates, readCrossings, readPlaces} from './read-places.ts';
import {readRates, readTolls, readTotals} from './read-rates.ts';

/** The tables that a network may have beside its folders `places` and `links`. */
const TABLES = [
    'crossings.csv', 'handovers.csv', 'rates.csv', 'tolls.csv', 'openings.csv', 'totals.csv',
    'coordinates.csv', 'observed.csv',
] as const;
const NEEDED = ['network.yaml', 'crossings.csv', 'handovers.csv', 'rates.csv'];

/** Whether a file of this name, with its folder, is part of a network. */
export function isNetworkFile(name: string): boolean {
    return name === 'network.yaml' || TABLES.some(table => table === name)
        || /^(places|links)\/[^/]+\.csv$/.test(name);
}

/**
 * A network from the texts of its files by name (`links/rail.csv`). Throws a Refusal with every
 * fault, each with file, line and column: first of what stands in single cells, and where those
 * are sound, of what the files say about one another. Nothing is loaded by half.
 */
export function loadNetwork(files: ReadonlyMap<string, string>): Network {
    const check = new Check();
    checkAllThere(files, check);
    check.refuseIfFaulty();
    const {licences, ...rows} = readFiles(files, check);
    check.refuseIfFaulty();
    checkReferences(rows, check);
    check.refuseIfFaulty();
    return {
        id: rows.id, name: rows.name, version: rows.version, currency: rows.currency, licences,
        countries: valuesOf(rows.countries), vehicles: valuesOf(rows.vehicles),
        commodities: valuesOf(rows.commodities), circuity: valuesOf(rows.circuity),
        places: valuesOf(rows.places), links: valuesOf(rows.links),
        crossings: valuesOf(rows.crossings), handovers: valuesOf(rows.handovers),
        rates: valuesOf(rows.rates), tolls: valuesOf(rows.tolls),
        openings: valuesOf(rows.openings).map(opening => zoned(opening, rows)),
        totals: valuesOf(rows.totals),
        coordinates: valuesOf(rows.coordinates), observed: valuesOf(rows.observed),
    };
}

// Days and hours without a zone are those of the country; of a border, of its first one.
function zoned(opening: Opening, rows: NetworkRows): Opening {
    if (opening.zone !== '') return opening;
    const id = opening.of;
    const find = <T extends {id: string}>(items: readonly Placed<T>[], each: string) =>
        items.find(item => item.value.id === each)?.value;
    const of = find(rows.handovers, id)?.of ?? find(rows.links, id)?.from ?? id;
    const country = find(rows.crossings, of)?.countries[0] ?? find(rows.places, of)!.country;
    return {...opening, zone: find(rows.countries, country)!.zone};
}

function checkAllThere(files: ReadonlyMap<string, string>, check: Check): void {
    const missing = NEEDED.filter(name => !files.has(name));
    for (const folder of ['places', 'links']) {
        const isThere = [...files.keys()].some(name => name.startsWith(`${folder}/`));
        if (!isThere) missing.push(`${folder}/*.csv`);
    }
    for (const file of missing) {
        check.fault({file, line: 1, column: 1}, 'file', 'no such file', 'a file of this name');
    }
    for (const file of files.keys()) {
        if (isNetworkFile(file)) continue;
        check.fault({file, line: 1, column: 1}, 'file', 'a file of this name',
            `network.yaml, ${TABLES.join(', ')}, places/*.csv or links/*.csv`);
    }
}

function readFiles(files: ReadonlyMap<string, string>, check: Check) {
    const head = readHead(readYaml('network.yaml', files.get('network.yaml')!, check), check);
    const table = <T>(
        name: (typeof TABLES)[number], read: (text: string, check: Check) => Placed<T>[],
    ): Placed<T>[] => files.has(name) ? read(files.get(name)!, check) : [];
    const folder = <T>(
        name: 'places' | 'links', read: (file: string, text: string, check: Check) => Placed<T>[],
    ): Placed<T>[] => [...files.keys()].filter(file => file.startsWith(`${name}/`)).sort()
        .flatMap(file => read(file, files.get(file)!, check));
    return {
        ...head,
        places: folder('places', readPlaces),
        links: folder('links', readLinks),
        crossings: table('crossings.csv', readCrossings),
        handovers: table('handovers.csv', readHandovers),
        rates: table('rates.csv', readRates),
        tolls: table('tolls.csv', readTolls),
        openings: table('openings.csv', readOpenings),
        totals: table('totals.csv', readTotals),
        coordinates: table('coordinates.csv', readCoordinates),
        observed: table('observed.csv', readObserved),
    };
}
