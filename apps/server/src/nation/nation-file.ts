import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Check, readYaml} from '@karwan/base';
import type {Corridor, Point} from '@karwan/journey';
import {greatCircleMetres} from '@karwan/network';
import {NumberedFleet, type Returning, type Unfolding} from '@karwan/world';
import {sourcedNumber} from '../sourced-number.ts';

export const NATION_FILE = 'nation.yaml';

const HEAD = [
    'kinds', 'intervalMinutes', 'pairsPerTrip', 'singlesPerTrip', 'detour', 'returningShare',
    'leastStayMinutes', 'zoneKm', 'tagShare', 'lanes', 'jurisdiction', 'tagPrefix',
    'openingBalance',
] as const;
const MINUTE_MS = 60_000;
/** Of a degree of latitude, and of one of longitude at the equator. */
const KM_PER_DEGREE = 111.2;

/** What a corridor's nation.yaml says, ready to unfold volumes with. */
export interface NationFile extends Omit<Unfolding, 'volumes'> {
    gantries: readonly string[];
    kinds: readonly string[];
    /** By kind. */
    classOf: readonly string[];
    intervalMs: number;
    returning: Returning;
    fleet: NumberedFleet;
    lanes: number;
    /** Of a registered tag, in whole units of the corridor's currency. */
    openingBalance: number;
}

/** Throws a Refusal with every fault of the file. */
export function nationFileFrom(folder: string, corridor: Corridor): NationFile {
    const check = new Check();
    if (!existsSync(join(folder, NATION_FILE))) {
        check.fault({file: NATION_FILE, line: 1, column: 1}, 'file', 'no such file',
            `one in ${folder}: what volumes do not say of vehicles`);
    }
    check.refuseIfFaulty();
    const head = readYaml(NATION_FILE, readFileSync(join(folder, NATION_FILE), 'utf8'), check)
        .fields('nation', HEAD);
    const figure = (name: typeof HEAD[number], least: number, most: number): number =>
        sourcedNumber(head[name], name, least, most, check);
    const kinds = head.kinds.items('kinds').map(item => {
        const row = item.fields('kinds', ['kind', 'class']);
        return {
            kind: check.text(row.kind.cell('kind'), 'kind'),
            class: check.oneOf(row.class.cell('class'), 'class', corridor.classes),
        };
    });
    const points = corridor.points.filter(point => point.kind === 'gantry');
    const detour = figure('detour', 1, 3);
    const text = (name: 'jurisdiction' | 'tagPrefix'): string =>
        check.text(head[name].cell(name), name);
    const file = {
        gantries: points.map(point => point.id),
        kinds: kinds.map(({kind}) => kind), classOf: kinds.map(each => each.class),
        intervalMs: figure('intervalMinutes', 1, 60) * MINUTE_MS,
        pairsPerTrip: figure('pairsPerTrip', 1, 100),
        singlesPerTrip: figure('singlesPerTrip', 0, 100),
        metresBetween: (first: number, second: number): number =>
            Math.max(500, detour * metres(points[first]!, points[second]!)),
        returning: {
            zone: zonesOf(points, figure('zoneKm', 1, 500)),
            share: figure('returningShare', 0, 1),
            leastStayMs: figure('leastStayMinutes', 1, 1_440) * MINUTE_MS,
        },
        fleet: new NumberedFleet(
            text('jurisdiction'), text('tagPrefix'), figure('tagShare', 0, 1)),
        lanes: figure('lanes', 1, 12), openingBalance: figure('openingBalance', 0, 1e6),
    };
    check.refuseIfFaulty();
    return file;
}

function metres(a: Point, b: Point): number {
    return greatCircleMetres({lat: a.lat!, lon: a.lon!}, {lat: b.lat!, lon: b.lon!});
}

// Squares of a grid, so that nearby gantries of any road and direction are one neighbourhood.
function zonesOf(points: readonly Point[], zoneKm: number): number[] {
    const numbers = new Map<string, number>();
    return points.map(({lat, lon}) => {
        const north = Math.floor(lat! * KM_PER_DEGREE / zoneKm);
        const eastKm = lon! * KM_PER_DEGREE * Math.cos(lat! * Math.PI / 180);
        const key = `${north} ${Math.floor(eastKm / zoneKm)}`;
        const number = numbers.get(key) ?? numbers.size;
        numbers.set(key, number);
        return number;
    });
}
