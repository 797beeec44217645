import type {Token} from '@karwan/journey';
import type {Setting} from '@karwan/tolling';
import type {SeenPassage} from '../explain/sightings.ts';
import {rowsOf, type Connection} from '../sql.ts';
import {neighboursOf} from './neighbours.ts';

/** A usual drive; a vehicle that took much more or less time was another one. */
const USUAL_METRES_PER_SECOND = 25;
const SLOWEST_METRES_PER_SECOND = 10;
const FASTEST_METRES_PER_SECOND = 45;

interface Row {
    vehicle: Token;
    at_ms: number;
}

const tripsAtEdge = {
    name: 'review-beside',
    text: `select distinct p.vehicle, p.at_ms
             from passage p join trip t on t.vehicle = p.vehicle
                  and (case when $4 then t.to_ms else t.from_ms end) = p.at_ms
            where p.point = $1 and p.at_ms between $2 and $3 and p.vehicle is not null
              and ($5::text is null or p.measured_class is null or p.measured_class = $5)`,
};

/**
 * Vehicles that were seen last at the gantry before this one, or first at the one behind it, so
 * long ago as the way takes, and of the class that was measured here: their trip may have begun or
 * ended a gantry earlier than is known. The best timed come first.
 */
export async function whoIsBeside(
    connection: Connection, passage: SeenPassage, setting: Setting,
): Promise<Token[]> {
    const {corridor} = setting.scheme;
    const own = corridor.sections.find(({gantry}) => gantry === passage.point);
    if (!own) return [];
    const isOnWay = ({road, direction}: typeof own): boolean =>
        road === own.road && direction === own.direction;
    const before = corridor.sections.find(each => isOnWay(each) && each.to === own.from);
    const behind = corridor.sections.find(each => isOnWay(each) && each.from === own.to);
    const metres = new Map(corridor.points.map(each => [each.id, each.chainageMetres]));
    const measured = passage.readings.find(each => each.class !== null)?.class ?? null;
    const found: {vehicle: Token; offMs: number}[] = [];
    const known = new Set<Token>();
    for (const [section, isBefore] of [[before, true], [behind, false]] as const) {
        if (!section) continue;
        const way = Math.abs(metres.get(section.gantry)! - metres.get(passage.point)!);
        const [least, usual, most] = [
            FASTEST_METRES_PER_SECOND, USUAL_METRES_PER_SECOND, SLOWEST_METRES_PER_SECOND,
        ].map(speed => Math.round(way / speed * 1000)) as [number, number, number];
        const sign = isBefore ? -1 : 1;
        const [fromMs, toMs] = [passage.atMs + sign * least, passage.atMs + sign * most]
            .toSorted((a, b) => a - b);
        const rows = await rowsOf<Row>(connection, tripsAtEdge,
            [section.gantry, fromMs!, toMs!, isBefore, measured]);
        for (const {vehicle, at_ms} of rows.filter(row => !known.has(row.vehicle))) {
            known.add(vehicle);
            const {offMs} = await neighboursOf(connection, vehicle, passage, setting);
            const asUsualMs = Math.abs(at_ms - passage.atMs) - usual;
            found.push({vehicle, offMs: Math.abs(offMs ?? asUsualMs)});
        }
    }
    return found.toSorted((a, b) => a.offMs - b.offMs).map(each => each.vehicle);
}
