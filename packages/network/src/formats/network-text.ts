import {groupedBy, type Figure} from '@karwan/base';
import {stringify} from 'yaml';
import type {Handover, Link, Network, Place} from '../network.ts';

/** A row of a table by column; what is empty may be left out. */
export type TextRow = Readonly<Record<string, string>>;

/**
 * A network as the texts of its files, in the format that `loadNetwork` reads: each place and link
 * in the file that it was read from, all columns written. Comments and the order of columns are
 * not kept; everything that the loader takes from the files is.
 */
export function filesFrom(network: Network): Map<string, string> {
    const files = new Map([['network.yaml', headText(network)]]);
    for (const [file, {columns, rows}] of tablesFrom(network)) {
        files.set(file, tableText(columns, rows));
    }
    return files;
}

/** The columns of a table with its rows. */
export interface TextTable {
    columns: readonly string[];
    rows: readonly TextRow[];
}

/** A table as CSV (RFC 4180). */
export function tableText(columns: readonly string[], rows: readonly TextRow[]): string {
    const line = (cells: readonly string[]): string => cells.map(cellText).join(',');
    return [line(columns), ...rows.map(row => line(columns.map(c => row[c] ?? '')))]
        .map(each => `${each}\n`).join('');
}

function cellText(text: string): string {
    return /[",\n\r]|^\s|\s$|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The tables of a network but its head, by file name. */
export function tablesFrom(network: Network): Map<string, TextTable> {
    const tables = new Map<string, TextTable>();
    for (const [file, places] of groupedBy(network.places, place => place.at.file)) {
        tables.set(file, {columns: PLACE_COLUMNS, rows: places.map(placeRow)});
    }
    for (const [file, links] of groupedBy(network.links, link => link.at.file)) {
        tables.set(file, {columns: LINK_COLUMNS, rows: links.map(linkRow)});
    }
    const all = <T>(
        file: string, items: readonly T[], columns: string, row: (item: T) => TextRow,
    ) => tables.set(file, {columns: columns.split(','), rows: items.map(row)});
    all('crossings.csv', network.crossings, 'id,name,countries,note', crossing => ({
        id: crossing.id, name: crossing.name, countries: crossing.countries.join(';'),
        note: crossing.note,
    }));
    all('handovers.csv', network.handovers, HANDOVER_COLUMNS, handoverRow);
    all('rates.csv', network.rates, 'what,mode,country,class,terrain,vehicle,low,value,high,status,'
        + 'source,source_date,note', rate => ({
        what: rate.what, mode: rate.mode, country: rate.country, class: rate.class,
        terrain: rate.terrain, vehicle: rate.vehicle, note: rate.note, ...rangeOf(rate.figure),
        value: `${rate.figure.value}`, ...knownOf(rate.figure),
    }));
    all('tolls.csv', network.tolls, 'link,vehicle,money,whole,first_day,last_day,status,source,'
        + 'source_date,note', toll => ({
        link: toll.link, vehicle: toll.vehicle, money: `${toll.money.value}`,
        whole: textOf(toll.whole),
        first_day: toll.firstDay ?? '', last_day: toll.lastDay ?? '', note: toll.note,
        ...knownOf(toll.money),
    }));
    for (const [file, table] of checkTables(network)) tables.set(file, table);
    return tables;
}

function checkTables(network: Network): Map<string, TextTable> {
    const tables = new Map<string, TextTable>();
    const all = <T>(
        file: string, items: readonly T[], columns: string, row: (item: T) => TextRow,
    ) => tables.set(file, {columns: columns.split(','), rows: items.map(row)});
    all('openings.csv', network.openings, 'id,of,rule,first_day,last_day,known_to,zone,open,factor,'
        + 'from,to,mode,status,source,source_date,note', o => ({
        id: o.id, of: o.of, rule: o.rule, first_day: o.firstDay ?? '', last_day: o.lastDay ?? '',
        known_to: o.knownTo ?? '', zone: o.zone, open: o.open,
        factor: o.rule === 'slow' ? `${o.factor}` : '', from: o.from ?? '', to: o.to ?? '',
        mode: o.mode ?? '', note: o.note, ...knownOf(o.known),
    }));
    all('totals.csv', network.totals, 'id,line,mode,from,to,via,length_km,tolerance,status,source,'
        + 'source_date,note', t => ({
        id: t.id, line: t.line, mode: t.mode, from: t.from, to: t.to, via: t.via.join(';'),
        length_km: `${t.length.value}`, tolerance: `${t.tolerance}`, note: t.note,
        ...knownOf(t.length),
    }));
    all('coordinates.csv', network.coordinates, 'place,lat,lon,status,source,source_date,'
        + 'note', c => ({
        place: c.place, lat: `${c.lat}`, lon: `${c.lon}`, note: c.note, ...knownOf(c.known),
    }));
    all('observed.csv', network.observed, 'at,from,to,mode,side,what,year,value,direction,source,'
        + 'source_date,note', o => ({
        at: o.of, from: o.from, to: o.to, mode: o.mode, side: o.side ?? '', what: o.what,
        year: `${o.year}`, value: `${o.value}`, direction: o.direction, source: o.source,
        source_date: o.date, note: o.note,
    }));
    return tables;
}

export const PLACE_COLUMNS = ('id,name,kind,country,part_of,aliases,lat,lon,elevation_m,status,'
    + 'source,source_date,note').split(',');
export const LINK_COLUMNS = ('id,from,to,way,mode,line,length_km,low_km,high_km,basis,status,'
    + 'source,source_date,state,project,crossing,terrain,class,lanes,axle_t,gauge_mm,tracks,'
    + 'electrified,max_kmh,gradient_permille,access,capacity,capacity_unit,hours,condition,'
    + 'note').split(',');
const HANDOVER_COLUMNS = 'id,at,kind,from,to,mode,way,side,hours_p10,hours_p50,hours_p90,'
    + 'hours_status,hours_source,hours_date,money_p10,money_p50,money_p90,money_status,'
    + 'money_source,money_date,loss_permille,capacity,capacity_unit,note';

export function placeRow(place: Place): TextRow {
    return {
        id: place.id, name: place.name, kind: place.kind, country: place.country,
        part_of: place.partOf ?? '', aliases: place.aliases.join(';'), lat: `${place.lat}`,
        lon: `${place.lon}`, elevation_m: textOf(place.elevationMetres), note: place.note,
        ...knownOf(place.known),
    };
}

export function linkRow(link: Link): TextRow {
    const {low, value, high} = link.length;
    return {
        id: link.id, from: link.from, to: link.to, way: link.isOneWay ? 'forward' : '',
        mode: link.mode, line: link.line, length_km: `${value}`, low_km: textOf(low),
        high_km: textOf(high), basis: link.basis, ...knownOf(link.length), state: link.state,
        project: link.project ?? '', crossing: link.crossing ?? '', terrain: link.terrain,
        class: link.class ?? '', lanes: textOf(link.lanes), axle_t: textOf(link.axleTonnes),
        gauge_mm: link.gaugesMm.join(';'), tracks: textOf(link.tracks),
        electrified: link.electrified, max_kmh: textOf(link.maxKmh),
        gradient_permille: textOf(link.gradientPermille), access: link.access.join(';'),
        capacity: textOf(link.capacity?.value), capacity_unit: link.capacity?.unit ?? '',
        hours: textOf(link.freeHours), condition: link.condition ?? '', note: link.note,
    };
}

function handoverRow(handover: Handover): TextRow {
    const spread = (what: string, {low, value, high, status, source, date}: Required<Figure>) => ({
        [`${what}_p10`]: `${low}`, [`${what}_p50`]: `${value}`, [`${what}_p90`]: `${high}`,
        [`${what}_status`]: status, [`${what}_source`]: source, [`${what}_date`]: date,
    });
    return {
        id: handover.id, at: handover.of, kind: handover.kind, from: handover.from,
        to: handover.to, mode: handover.mode ?? '', way: handover.isOneWay ? 'forward' : '',
        side: handover.side ?? '', ...spread('hours', handover.hours),
        ...spread('money', handover.money),
        loss_permille: handover.lossPermille === 0 ? '' : `${handover.lossPermille}`,
        capacity: textOf(handover.capacity?.value), capacity_unit: handover.capacity?.unit ?? '',
        note: handover.note,
    };
}

function knownOf({status, source, date}: Pick<Figure, 'status' | 'source' | 'date'>): TextRow {
    return {status, source, source_date: date};
}

function rangeOf({low, high}: Figure): TextRow {
    return {low: textOf(low), high: textOf(high)};
}

function textOf(value: number | undefined): string {
    return value === undefined ? '' : `${value}`;
}

function headText({
    id, name, version, currency, countries, vehicles, commodities, circuity, licences,
}: Network): string {
    const figure = ({value, low, high, status, source, date}: Figure) => ({
        value: `${value}`, low: textOf(low ?? value), high: textOf(high ?? value), status, source,
        date,
    });
    return stringify({
        id, name, version,
        currency: {code: currency.code, minorDigits: `${currency.minorDigits}`},
        countries,
        vehicles: vehicles.map(vehicle => ({...vehicle, tonnes: `${vehicle.tonnes}`})),
        commodities: commodities.map(commodity => ({
            ...commodity, tonnes: `${commodity.tonnes}`, value: figure(commodity.value),
            hour: figure(commodity.hour), spreadHour: figure(commodity.spreadHour),
        })),
        circuity: circuity.map(each => ({
            mode: each.mode, terrain: each.terrain, ...figure(each.factor),
        })),
        licences,
    }, {lineWidth: 0, schema: 'failsafe'});
}
