import {dayBeside} from '@karwan/base';
import type {Setting} from '@karwan/tolling';
import {daysKnown} from '../page/day-summary.ts';
import {rowsOf, type Connection} from '../sql.ts';
import {balancesByDay} from '../verify/balances.ts';
import {oneDay} from '../verify/verify.ts';
import type {JourneyFigure} from './front-page.ts';
import {originOf, type Origin} from './origin.ts';

/** What journeys say, of all roads or of one: so many of so many, or kilometres. */
export interface JourneyTold {
    figure: JourneyFigure;
    /** Empty for all roads. */
    road: string;
    value: number;
    /** What was counted, of how many. */
    counted: number;
    of: number;
}

/** The journeys of some days. */
export interface Journeys {
    origin: Origin;
    /** The first and the last local day; empty where there are none. */
    firstDay: string;
    lastDay: string;
    passages: number;
    told: readonly JourneyTold[];
}

/** So many days are looked at: the last whole ones, or the day so far where there is none. */
const MOST_DAYS = 7;

/** What the newest days' journeys say of the indicators that journeys can fill. */
export async function journeysOf(
    connection: Connection, setting: Setting, nowMs: number,
): Promise<Journeys> {
    const origin = await originOf(connection);
    const today = setting.zone.day(nowMs);
    const known = (await daysKnown(connection)).map(({day}) => day);
    const whole = known.filter(day => day < today);
    const days = whole.length > 0 ? whole : known.filter(day => day === today);
    const lastDay = days[0];
    if (lastDay === undefined) {
        return {origin, firstDay: '', lastDay: '', passages: 0, told: []};
    }
    const [firstOfAll] = days.toSorted();
    const weekAgo = dayBeside(lastDay, 1 - MOST_DAYS);
    const firstDay = firstOfAll! > weekAgo ? firstOfAll! : weekAgo;
    const extent = {
        ...oneDay(setting, lastDay), firstDay, fromMs: setting.zone.startOfDayMs(firstDay),
    };
    const rows = await rowsOf<PointRow>(connection, pointCounts,
        [camerasOf(setting), extent.fromMs, extent.toMs]);
    const balances = await balancesByDay(connection, extent);
    const sum = (of: (day: (typeof balances)[number]) => number): number =>
        balances.reduce((all, day) => all + of(day), 0);
    const passages = rows.reduce((all, row) => all + row.passages, 0);
    return {
        origin, firstDay, lastDay, passages,
        told: [
            ...sharesOf(rows, setting, passages), ...freeFlow(rows, setting),
            ...share('charged-share', '', sum(day => day.passages.charged.count),
                sum(day => day.passages.passages)),
        ],
    };
}

interface PointRow {
    point: string;
    passages: number;
    tagged: number;
    seen: number;
}

/** $1 cameras, $2 and $3 from when until before when. */
const pointCounts = {
    name: 'promised-points',
    text: `with within as (
               select id, point, tag, readings from passage
                where kind = 'gantry' and at_ms >= $2 and at_ms < $3),
           seen as (
               select distinct within.id
                 from within cross join unnest(within.readings) as named (seq)
                 join reading r on r.seq = named.seq where r.device = any($1::text[]))
           select point, count(*) as passages, count(tag) as tagged, count(seen.id) as seen
             from within left join seen using (id) group by point order by point`,
};

function camerasOf({scheme}: Setting): string[] {
    return scheme.corridor.devices.filter(({kind}) => kind === 'camera').map(({id}) => id);
}

function share(
    figure: JourneyFigure, road: string, counted: number, of: number,
): JourneyTold[] {
    return of === 0 ? [] : [{figure, road, value: 100 * counted / of, counted, of}];
}

function sharesOf(
    rows: readonly PointRow[], {scheme: {corridor}}: Setting, passages: number,
): JourneyTold[] {
    const roadOf = new Map(corridor.points.map(({id, road}) => [id, road]));
    const cameras = corridor.devices.some(({kind}) => kind === 'camera');
    const sum = (own: readonly PointRow[], of: keyof PointRow): number =>
        own.reduce((all, row) => all + (row[of] as number), 0);
    return ['', ...corridor.roads.map(({id}) => id)].flatMap(road => {
        const own = rows.filter(({point}) => road === '' || roadOf.get(point) === road);
        const all = road === '' ? passages : sum(own, 'passages');
        return [
            ...share('tag-share', road, sum(own, 'tagged'), all),
            ...cameras ? share('camera-share', road, sum(own, 'seen'), all) : [],
        ];
    });
}

const METRES_PER_KM = 1000;

/** The length of road, both carriageways as one, whose gantries told of somebody who passed. */
function freeFlow(rows: readonly PointRow[], {scheme: {corridor}}: Setting): JourneyTold[] {
    const heard = new Set(rows.map(({point}) => point));
    const ways = new Map(corridor.roads.map(({id, directions}) => [id, directions.length]));
    const kilometres = (road: string, isHeard: boolean): number => corridor.sections
        .filter(each => (road === '' || each.road === road) && (!isHeard || heard.has(each.gantry)))
        .reduce((sum, each) =>
            sum + each.lengthMetres / METRES_PER_KM / ways.get(each.road)!, 0);
    return ['', ...corridor.roads.map(({id}) => id)].flatMap((road): JourneyTold[] => {
        const value = kilometres(road, true);
        return value === 0 ? [] : [{
            figure: 'free-flow-km', road, value, counted: value, of: kilometres(road, false),
        }];
    });
}
