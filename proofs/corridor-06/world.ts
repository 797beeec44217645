import type {Chance} from '@karwan/base';
import type {PlainArc} from '../corridor-03/plain-dijkstra.ts';

/** A network as plain facts, from which files are written and costs are reckoned anew. */
export interface World {
    places: {id: string; country: string; lat: number; lon: number}[];
    links: {
        id: string; from: string; to: string; isOneWay: boolean; mode: 'road' | 'rail';
        gaugeMm: number; km: number; isOpen: boolean;
    }[];
    /** Hours and dollars of leaving one country for the other. */
    border: Readonly<Record<string, {hours: number; money: number}>>;
    changes: {at: string; hours: number; money: number}[];
    terminals: {at: string; hours: number; money: number}[];
    /** Days since 1970, both included. */
    closures: {of: string; firstDay: number; lastDay: number}[];
}

/** 6 January 2025. */
const FIRST_DAY = 20_094;
const HOUR_MONEY = 3;
const SPEED = {road: 40, rail: 20};
const PRICE = {road: 0.05, rail: 0.02};
const TONNES = 20;

export function randomWorld(chance: Chance): World {
    const count = 3 + chance.below(14);
    const places = Array.from({length: count}, (_, i) => ({
        id: `p${i}`, country: i < count / 2 ? 'AA' : 'BB', lat: 30 + chance.below(500) / 100,
        lon: 60 + chance.below(500) / 100,
    }));
    const islands = 1 + chance.below(3);
    const links = Array.from({length: 2 * count}, (_, i) => {
        const from = chance.below(count);
        const to = (from + islands * (1 + chance.below(count))) % count;
        const mode = chance.happens(0.4) ? 'rail' as const : 'road' as const;
        return {
            id: `l${i}`, from: `p${from}`, to: `p${to === from ? (from + 1) % count : to}`, mode,
            gaugeMm: mode === 'rail' ? chance.pick([1520, 1676]) : 0,
            isOneWay: chance.happens(0.3), isOpen: chance.happens(0.9),
            km: chance.happens(0.3) ? 0 : chance.below(400),
        };
    });
    const twice = links.filter(() => chance.happens(0.15)).map(link => (
        {...link, id: `${link.id}b`, km: chance.below(400)}));
    const toll = () => ({hours: chance.below(60), money: chance.below(300)});
    const at = (share: number) => places.filter(() => chance.happens(share))
        .map(place => ({at: place.id, ...toll()}));
    return {
        places, links: [...links, ...twice],
        border: {'road AA BB': toll(), 'road BB AA': toll(), 'rail AA BB': toll(),
            'rail BB AA': toll()},
        changes: at(0.3), terminals: at(0.4),
        closures: chance.happens(0.6) ? [{
            of: 'pass', firstDay: FIRST_DAY + chance.below(3),
            lastDay: FIRST_DAY + 3 + chance.below(10),
        }] : [],
    };
}

/** The files of the world's network. */
export function filesOf(world: World): Map<string, string> {
    const known = 'assumed,own,2026';
    const country = new Map(world.places.map(place => [place.id, place.country]));
    const table = (header: string, rows: readonly string[]): string =>
        [header, ...rows].map(line => `${line}\n`).join('');
    const dayText = (day: number): string =>
        new Date(day * 86_400_000).toISOString().slice(0, 10);
    const taken = ({hours, money}: {hours: number; money: number}): string =>
        `${hours},${hours},${hours},${known},${money},${money},${money},${known}`;
    return new Map([
        ['network.yaml', HEAD],
        ['places/all.csv', table('id,name,kind,country,lat,lon,status,source,source_date',
            world.places.map(p => `${p.id},${p.id},town,${p.country},${p.lat},${p.lon},${known}`))],
        ['links/all.csv', table('id,from,to,way,mode,line,length_km,basis,status,source,'
            + 'source_date,state,crossing,gauge_mm', world.links.map(l =>
            `${l.id},${l.from},${l.to},${l.isOneWay ? 'forward' : ''},${l.mode},,${l.km},general,`
            + `${known},${l.isOpen ? 'open' : 'planned'},`
            + `${country.get(l.from) === country.get(l.to) ? '' : 'pass'},${l.gaugeMm || ''}`))],
        ['crossings.csv', 'id,name,countries\npass,Pass,AA;BB\n'],
        ['handovers.csv', table('id,at,kind,from,to,mode,hours_p10,hours_p50,hours_p90,'
            + 'hours_status,hours_source,hours_date,money_p10,money_p50,money_p90,money_status,'
            + 'money_source,money_date', [
            ...Object.entries(world.border).map(([key, each]) => {
                const [mode, from, to] = key.split(' ');
                return `${mode}-${from}-${to},pass,border,${from},${to},${mode},${taken(each)}`;
            }),
            ...world.changes.map(each =>
                `g-${each.at},${each.at},gauge,1520,1676,rail,${taken(each)}`),
            ...world.terminals.map(each =>
                `t-${each.at},${each.at},terminal,road,rail:1520,,${taken(each)}`),
        ])],
        ['rates.csv', table('what,mode,country,class,terrain,vehicle,low,value,high,status,source,'
            + 'source_date', (['road', 'rail'] as const).flatMap(mode => [
            `speed,${mode},*,*,*,*,${SPEED[mode]},${SPEED[mode]},${SPEED[mode]},${known}`,
            `price,${mode},*,*,*,*,${PRICE[mode]},${PRICE[mode]},${PRICE[mode]},${known}`]))],
        ['openings.csv', table('id,of,rule,first_day,last_day,status,source,source_date',
            world.closures.map((each, i) => `c${i},${each.of},shut,${dayText(each.firstDay)},`
                + `${dayText(each.lastDay)},${known}`))],
    ]);
}

const FIGURE = 'status: assumed, source: own, date: 2026';
const HEAD = `id: random
name: Random
version: '1'
currency: {code: USD, minorDigits: 2}
countries:
    - {id: AA, name: A, zone: UTC}
    - {id: BB, name: B, zone: UTC}
vehicles:
    - {id: truck, name: Lorry, mode: road, tonnes: 20}
    - {id: wagon, name: Wagon, mode: rail, tonnes: 60}
commodities:
    - id: box
      name: Box
      tonnes: ${TONNES}
      value: {value: 0, ${FIGURE}}
      hour: {value: ${HOUR_MONEY}, ${FIGURE}}
      spreadHour: {value: 0, ${FIGURE}}
      modes: [road, rail]
circuity: []
licences: []
`;

/** The world as a list of arcs between numbered states, reckoned here and nowhere else. */
export function plainArcs(world: World): {
    states: number; arcs: PlainArc[]; statesOf(place: string): number[];
} {
    const numbers = new Map<string, number>();
    const state = (place: string, on: string): number => {
        const key = `${place} ${on}`;
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        return numbers.get(key)!;
    };
    const country = new Map(world.places.map(place => [place.id, place.country]));
    const cost = (hours: number, money: number): number =>
        Math.round(money * 100) * 1000 + Math.round(HOUR_MONEY * 100_000 * hours);
    const arcs: PlainArc[] = [];
    for (const link of world.links) {
        const on = link.mode === 'road' ? 'road' : `rail ${link.gaugeMm}`;
        const ways = link.isOneWay ? [[link.from, link.to]] : [
            [link.from, link.to], [link.to, link.from]];
        for (const [from, to] of ways as [string, string][]) {
            const [tail, head] = [state(from, on), state(to, on)];
            if (!link.isOpen) continue;
            const border = country.get(from) === country.get(to) ? undefined
                : world.border[`${link.mode} ${country.get(from)} ${country.get(to)}`]!;
            const drive = cost(link.km / SPEED[link.mode], PRICE[link.mode] * TONNES * link.km);
            arcs.push({
                tail, head, cost: drive + (border ? cost(border.hours, border.money) : 0)});
        }
    }
    const both = (a: number, b: number, each: {hours: number; money: number}): void => {
        const taken = cost(each.hours, each.money);
        arcs.push({tail: a, head: b, cost: taken}, {tail: b, head: a, cost: taken});
    };
    for (const each of world.changes) {
        both(state(each.at, 'rail 1520'), state(each.at, 'rail 1676'), each);
    }
    for (const each of world.terminals) {
        both(state(each.at, 'road'), state(each.at, 'rail 1520'), each);
    }
    return {
        states: numbers.size, arcs,
        statesOf: place => [...numbers].filter(([key]) => key.startsWith(`${place} `))
            .map(([, number]) => number),
    };
}
