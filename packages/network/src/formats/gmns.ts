import {Check, readTable, Refusal} from '@karwan/base';
import {modes, type Link, type Network, type Place} from '../network.ts';
import {gmnsSchemas} from './gmns-schema.ts';
import {
    filesFrom, LINK_COLUMNS, linkRow, PLACE_COLUMNS, placeRow, tableText, type TextRow,
} from './network-text.ts';

/** What stands in a column of ours beside those of GMNS. */
const OWN = 'karwan_';

/**
 * A network as GMNS: its nodes and links with every field of the specification and, behind them,
 * every column of ours; the tables that GMNS does not know lie beside, as they are. Lines of links
 * are straight and schematic. Lengths are kilometres, as config.csv says.
 */
export function gmnsFrom(network: Network): Map<string, string> {
    const nodes = network.places.map(place =>
        ({...nodeRow(place), ...own(placeRow(place), place)}));
    const placeOf = new Map(network.places.map(place => [place.id, place]));
    const links = network.links.map(link => ({
        ...gmnsLink(link, placeOf.get(link.from)!, placeOf.get(link.to)!),
        ...own(linkRow(link), link),
    }));
    const own_ = (columns: readonly string[]): string[] =>
        [...columns, 'file'].map(column => `${OWN}${column}`);
    return new Map([
        ['config.csv', table('config', [configRow(network)])],
        ['use_definition.csv', table('use_definition', modes.map(useRow))],
        ['node.csv', table('node', nodes, own_(PLACE_COLUMNS))],
        ['link.csv', table('link', links, own_(LINK_COLUMNS))],
        ...[...filesFrom(network)].filter(([file]) => !/^(places|links)\//.test(file)),
    ]);
}

function table(name: string, rows: readonly TextRow[], more: readonly string[] = []): string {
    const columns = gmnsSchemas[name]!.fields.map(field => field.name);
    return tableText([...columns, ...more], rows);
}

function own(row: TextRow, {at}: {at: {file: string}}): TextRow {
    return Object.fromEntries([...Object.entries(row), ['file', at.file]]
        .map(([column, text]) => [`${OWN}${column}`, text as string]));
}

function nodeRow(place: Place): TextRow {
    return {
        node_id: place.id, name: place.name, x_coord: `${place.lon}`, y_coord: `${place.lat}`,
        z_coord: place.elevationMetres === undefined ? '' : `${place.elevationMetres}`,
        node_type: place.kind, parent_node_id: place.partOf ?? '',
    };
}

function gmnsLink(link: Link, from: Place, to: Place): TextRow {
    const {maxKmh, gradientPermille} = link;
    return {
        link_id: link.id, name: link.line, from_node_id: link.from, to_node_id: link.to,
        directed: link.isOneWay ? 'true' : 'false',
        geometry: `LINESTRING (${from.lon} ${from.lat}, ${to.lon} ${to.lat})`,
        dir_flag: '0', length: `${link.length.value}`,
        grade: gradientPermille === undefined ? '' : `${gradientPermille / 10}`,
        facility_type: link.class ?? link.mode,
        free_speed: maxKmh === undefined || maxKmh > 200 ? '' : `${maxKmh}`,
        allowed_uses: link.mode.toUpperCase(), jurisdiction: from.country,
    };
}

function configRow({id, currency}: Network): TextRow {
    return {
        dataset_name: id, short_length: 'm', long_length: 'km', speed: 'km/h', crs: 'EPSG:4326',
        geometry_field_format: 'wkt', currency: currency.code, version_number: '0.96',
        id_type: 'string',
    };
}

function useRow(mode: string): TextRow {
    return {
        use: mode.toUpperCase(), persons_per_vehicle: '1', pce: '1',
        description: `what travels by ${mode}`,
    };
}

/**
 * The files of a network from what `gmnsFrom` wrote. Throws a Refusal where the columns of ours
 * are missing: GMNS alone says neither gauges nor borders nor whence a length is.
 */
export function filesFromGmns(gmns: ReadonlyMap<string, string>): Map<string, string> {
    const files = new Map([...gmns].filter(([file]) =>
        !['config.csv', 'use_definition.csv', 'node.csv', 'link.csv'].includes(file)));
    for (const [file, columns] of [
        ['node.csv', PLACE_COLUMNS], ['link.csv', LINK_COLUMNS],
    ] as const) {
        for (const [name, text] of tablesIn(file, gmns.get(file), columns)) files.set(name, text);
    }
    return files;
}

function tablesIn(
    file: string, text: string | undefined, columns: readonly string[],
): Map<string, string> {
    const check = new Check();
    const place = {file, line: 1, column: 1};
    if (text === undefined) check.fault(place, 'file', 'no such file', 'a file of this name');
    check.refuseIfFaulty();
    const all = (text!.split('\n')[0] ?? '').trim().split(',');
    const mine = [...columns, 'file'].map(column => `${OWN}${column}`);
    const missing = mine.filter(column => !all.includes(column));
    if (missing.length > 0) {
        throw new Refusal([{
            place, what: 'header', found: `no ${missing.join(', ')}`,
            expected: 'the columns that karwan network export writes beside those of GMNS',
        }]);
    }
    const byFile = new Map<string, TextRow[]>();
    for (const row of readTable(file, text!, all, [], check)) {
        const name = row[`${OWN}file`]!.text;
        const cells = Object.fromEntries(columns.map(c => [c, row[`${OWN}${c}`]!.text]));
        byFile.set(name, [...byFile.get(name) ?? [], cells]);
    }
    check.refuseIfFaulty();
    return new Map([...byFile].map(([name, rows]) => [name, tableText(columns, rows)]));
}
