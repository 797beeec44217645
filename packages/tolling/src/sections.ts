import type {Point, Section} from '@karwan/journey';
import type {RoadEntry} from './read-roads.ts';
import type {Stretch} from './read-tables.ts';

/** The sections of every carriageway: each stretch once per direction, turned for the second. */
export function sectionsFrom(
    roads: readonly RoadEntry[], stretches: readonly Stretch[], points: readonly Point[],
): Section[] {
    const gantries = new Map(points.filter(p => p.kind === 'gantry')
        .map(p => [siteKey(p.road, p.direction, p.at), p.id]));
    return stretches.flatMap(stretch => {
        const {directions} = roads.find(r => r.id === stretch.road)!;
        return directions.map((direction, index) => {
            const [from, to] = endsOf(stretch, index);
            return {
                road: stretch.road, direction, from, to,
                lengthMetres: stretch.lengthMetres,
                tolledMetres: stretch.tolledMetres,
                lengthStatus: stretch.origin.status,
                lowMetres: stretch.lowMetres,
                highMetres: stretch.highMetres,
                gantry: gantries.get(siteKey(stretch.road, direction, from))!,
            };
        });
    });
}

/** Where a stretch begins and ends in the road's first direction (0) or its second (1). */
export function endsOf({from, to}: {from: string; to: string}, index: number): [string, string] {
    return index === 0 ? [from, to] : [to, from];
}

/** The key of a carriageway's gantry: road, direction, the interchange where its section begins. */
export function siteKey(road: string, direction: string, from: string): string {
    return `${road} ${direction} ${from}`;
}
