import {readTable, type Cell, type Check, type Row} from '@karwan/base';
import {capacityOf, isOneWay, knownOf, optionalNumber, ranged, wordCells} from './cells.ts';
import {
    bases, basisStatus, conditions, linkStates, modes, roadClasses, terrains, type Link, type Mode,
} from './network.ts';
import type {Placed} from './placed.ts';

const NEEDED = [
    'id', 'from', 'to', 'mode', 'line', 'length_km', 'basis', 'status', 'source', 'source_date',
    'state',
] as const;
const OPTIONAL = [
    'way', 'low_km', 'high_km', 'project', 'crossing', 'terrain', 'class', 'lanes', 'axle_t',
    'gauge_mm', 'tracks', 'electrified', 'max_kmh', 'gradient_permille', 'access', 'capacity',
    'capacity_unit', 'hours', 'condition', 'note',
] as const;
const COLUMNS = [...NEEDED, ...OPTIONAL];
type LinkRow = Row<(typeof COLUMNS)[number]>;

/** What is not longer than this can be a joint of two maps. */
const LONGEST_KM = 20_000;
const gauges = ['600', '762', '1000', '1067', '1435', '1520', '1600', '1676'] as const;

/** links/*.csv: what joins places. */
export function readLinks(file: string, text: string, check: Check): Placed<Link>[] {
    return readTable(file, text, COLUMNS, OPTIONAL, check).map(cells => {
        const mode = check.oneOf(cells.mode, 'mode', modes);
        const known = knownOf(cells, check);
        const basis = check.oneOf(cells.basis, 'basis', bases);
        const fitting: readonly string[] = basisStatus[basis];
        if (!fitting.includes(known.status)) {
            check.fault(cells.status.place, 'status', `"${cells.status.text}"`,
                `${fitting.join(' or ')}, as the basis is ${basis}`);
        }
        const length = ranged(
            {low: cells.low_km, value: cells.length_km, high: cells.high_km}, 'length in km',
            0, LONGEST_KM, check);
        return {
            place: cells.id.place, cells,
            value: {
                id: check.id(cells.id, 'link id'),
                from: check.id(cells.from, 'from'),
                to: check.id(cells.to, 'to'),
                isOneWay: isOneWay(cells.way, check),
                mode, basis,
                line: cells.line.text,
                length: {...length, unit: 'km', ...known},
                state: check.oneOf(cells.state, 'state', linkStates),
                project: check.optional(cells.project, c => check.id(c, 'project')),
                crossing: check.optional(cells.crossing, c => check.id(c, 'crossing')),
                terrain: check.optional(
                    cells.terrain, c => check.oneOf(c, 'terrain', terrains)) ?? 'plain',
                ...trackOf(cells, mode, check),
                ...useOf(cells, check),
                at: cells.id.place, note: cells.note.text,
            },
        };
    });
}

// What lies on the ground: class and lanes of a road, gauge and tracks of a railway.
function trackOf(cells: LinkRow, mode: Mode, check: Check) {
    return {
        class: check.optional(cells.class, c => check.oneOf(c, 'class', roadClasses)),
        lanes: optionalNumber(cells.lanes, 'lanes', 1, 20, check),
        axleTonnes: optionalNumber(cells.axle_t, 'axle_t', 0, 50, check),
        gaugesMm: gaugesOf(cells.gauge_mm, mode, check),
        tracks: optionalNumber(cells.tracks, 'tracks', 1, 8, check),
        electrified: cells.electrified.text,
        maxKmh: optionalNumber(cells.max_kmh, 'max_kmh', 1, 400, check),
        gradientPermille: optionalNumber(
            cells.gradient_permille, 'gradient_permille', 0, 100, check),
    };
}

function useOf(cells: LinkRow, check: Check) {
    return {
        access: wordCells(cells.access).map(c => check.id(c, 'access')),
        capacity: capacityOf(cells, check),
        freeHours: optionalNumber(cells.hours, 'hours', 0, 10_000, check),
        condition: check.optional(cells.condition, c => check.oneOf(c, 'condition', conditions)),
    };
}

function gaugesOf(cell: Cell, mode: Mode, check: Check): number[] {
    const found = wordCells(cell).map(c => Number(check.oneOf(c, 'gauge_mm', gauges)));
    if (mode === 'rail' && found.length === 0) {
        check.fault(cell.place, 'gauge_mm', 'nothing', 'millimetres such as 1520, as it is rail');
    } else if (mode !== 'rail' && found.length > 0) {
        check.fault(cell.place, 'gauge_mm', `"${cell.text}"`, `nothing, as it is ${mode}`);
    }
    return found;
}
