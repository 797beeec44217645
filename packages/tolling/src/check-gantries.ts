import {groupedBy, type Check} from '@karwan/base';
import type {CorridorFiles} from './check-corridor.ts';
import type {PlacedPoint} from './read-tables.ts';
import {endsOf, siteKey} from './sections.ts';

/** One gantry over each section of each carriageway, standing between the section's ends. */
export function checkGantries(read: CorridorFiles, check: Check): void {
    const gantries = read.points.filter(p => p.value.kind === 'gantry');
    const bySite = groupedBy(gantries,
        ({value: p}) => siteKey(p.road, p.direction, p.at));
    const known = new Set<string>();
    for (const {value: stretch, cells} of read.stretches) {
        const road = read.roads.find(r => r.value.id === stretch.road)?.value;
        road?.directions.forEach((direction, index) => {
            const [from, to] = endsOf(stretch, index);
            const key = siteKey(stretch.road, direction, from);
            const standing = bySite.get(key) ?? [];
            known.add(key);
            if (standing.length === 0) {
                check.fault(cells.from.place, `gantry ${from} to ${to}, ${direction}`, 'none',
                    `a row in points.csv: gantry, ${stretch.road}, ${direction}, at ${from}`);
            }
            checkStanding(standing, stretch, read, check);
        });
    }
    const measured = new Set(read.stretches.map(s => s.value.road));
    for (const {value: gantry, cells} of gantries) {
        // A road without its sections is told as that, and not gantry by gantry.
        if (!measured.has(gantry.road)) continue;
        if (known.has(siteKey(gantry.road, gantry.direction, gantry.at))) continue;
        check.fault(cells.at.place, `gantry ${gantry.id}`,
            `no section from ${gantry.at} going ${gantry.direction}`,
            'the interchange where its section begins');
    }
}

function checkStanding(
    gantries: readonly PlacedPoint[], {road, from, to}: {road: string; from: string; to: string},
    {interchanges}: CorridorFiles, check: Check,
): void {
    const km = (id: string): number | undefined =>
        interchanges.find(({value: i}) => i.road === road && i.id === id)?.value.chainageMetres;
    const [low, high] = [km(from), km(to)];
    gantries.forEach(({value: gantry, cells}, index) => {
        if (index > 0) {
            check.fault(cells.at.place, `gantry ${gantry.id}`,
                `a second one, besides ${gantries[0]!.value.id}`, 'one per section and direction');
        }
        if (low === undefined || high === undefined || low > high) return;
        if (gantry.chainageMetres >= low && gantry.chainageMetres <= high) return;
        check.fault(cells.km.place, `km of ${gantry.id}`, `${gantry.chainageMetres / 1000} km`,
            `from ${low / 1000} to ${high / 1000} km, between ${from} and ${to}`);
    });
}
