import {isAt, type Corridor, type Gantry} from '../data/corridor.ts';
import type {TroubleKind} from '../data/health.ts';
import type {Position} from '../data/moving.ts';
import {SHAPES} from '../health/Mark.tsx';
import {themeColour} from '../map/look.ts';
import {alongRoad, type RoadPath} from '../map/road-path.ts';
import type {View} from '../map/view.ts';

/** What is drawn over the ground. */
interface Drawn {
    corridor: Corridor;
    paths: ReadonlyMap<string, RoadPath>;
    positions: readonly Position[];
    troubles: ReadonlyMap<string, ReadonlySet<TroubleKind>> | undefined;
    at: string | undefined;
}

/** Each direction beside the road on its own side, so that neither hides the other. */
const ASIDE = 4.5;
const TICK = 3.5;
const SIZE = 3;
const NEAR = 10;
/** Further out ticks would close up to a band. */
const TICKS_FROM_ZOOM = 6;

/** Gantries as ticks, the abnormal ones by their shape, and the vehicles. */
export function drawCorridor(pen: CanvasRenderingContext2D, view: View, drawn: Drawn): void {
    const {corridor, positions, paths, troubles, at} = drawn;
    const abnormal: [number, number, TroubleKind[]][] = [];
    const spot = new Float64Array(4);
    pen.strokeStyle = themeColour('--soft');
    pen.lineWidth = 1;
    pen.beginPath();
    for (const gantry of corridor.gantries) {
        if (!placed(view, paths, gantry, gantry.metres, spot)) continue;
        const [x, y, acrossX, acrossY] = spot as unknown as [number, number, number, number];
        const kinds = troubles?.get(gantry.id);
        if (kinds) abnormal.push([x + acrossX * ASIDE, y + acrossY * ASIDE, [...kinds]]);
        else if (view.zoom >= TICKS_FROM_ZOOM) {
            pen.moveTo(x + acrossX, y + acrossY);
            pen.lineTo(x + acrossX * (1 + TICK), y + acrossY * (1 + TICK));
        }
        if (isAt(gantry, at)) {
            pen.moveTo(x + acrossX * ASIDE + 9, y + acrossY * ASIDE);
            pen.arc(x + acrossX * ASIDE, y + acrossY * ASIDE, 9, 0, 2 * Math.PI);
        }
    }
    pen.stroke();
    drawVehicles(pen, view, {paths, positions}, spot);
    for (const [x, y, kinds] of abnormal) drawTrouble(pen, x, y, kinds);
}

function drawVehicles(
    pen: CanvasRenderingContext2D, view: View,
    {paths, positions}: Pick<Drawn, 'paths' | 'positions'>, spot: Float64Array,
): void {
    pen.fillStyle = pen.strokeStyle = themeColour('--ink');
    for (const {gantry, metres, vehicle} of positions) {
        if (!placed(view, paths, gantry, metres, spot)) continue;
        const x = spot[0]! + spot[2]! * ASIDE;
        const y = spot[1]! + spot[3]! * ASIDE;
        if (vehicle === null) pen.strokeRect(x - 1, y - 1, SIZE - 1, SIZE - 1);
        else pen.fillRect(x - SIZE / 2, y - SIZE / 2, SIZE, SIZE);
    }
}

const shapes = new Map(Object.entries(SHAPES).map(([kind, {path}]) => [kind, new Path2D(path)]));

function drawTrouble(
    pen: CanvasRenderingContext2D, x: number, y: number, kinds: readonly TroubleKind[],
): void {
    const worst = kinds.find(kind => SHAPES[kind].isGrave) ?? kinds[0]!;
    const shape = shapes.get(worst)!;
    pen.save();
    pen.translate(x, y);
    pen.fillStyle = themeColour('--sheet');
    pen.strokeStyle = themeColour(SHAPES[worst].isGrave ? '--alarm' : '--warn');
    pen.lineWidth = 1.6;
    pen.fill(shape);
    pen.stroke(shape);
    pen.restore();
}

/**
 * Writes the pixel of a chainage and the unit vector across the road to the side of its direction.
 * @returns false where it has no place or lies off the screen
 */
function placed(
    view: View, paths: ReadonlyMap<string, RoadPath>, {road, direction}: Gantry, metres: number,
    spot: Float64Array,
): boolean {
    const path = paths.get(road);
    if (!path) return false;
    const {at, towards} = alongRoad(path, metres);
    const x = at[0] * view.scale + view.left;
    const y = at[1] * view.scale + view.top;
    if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) return false;
    const side = direction === path.first ? 1 : -1;
    spot[0] = x;
    spot[1] = y;
    spot[2] = towards[1] * side;
    spot[3] = -towards[0] * side;
    return true;
}

/** A vehicle or a gantry under the pointer, or the nearest beside it; vehicles first. */
export function nearestOn(
    view: View, {corridor, paths, positions}: Pick<Drawn, 'corridor' | 'paths' | 'positions'>,
    x: number, y: number,
): {vehicle: string; gantry?: never} | {gantry: string; vehicle?: never} | undefined {
    const spot = new Float64Array(4);
    const away = (gantry: Gantry, metres: number): number =>
        placed(view, paths, gantry, metres, spot)
            ? Math.hypot(spot[0]! + spot[2]! * ASIDE - x, spot[1]! + spot[3]! * ASIDE - y) : NEAR;
    let least = NEAR;
    let vehicle: string | null = null;
    for (const position of positions) {
        const distance = away(position.gantry, position.metres);
        if (position.vehicle === null || distance >= least) continue;
        least = distance;
        vehicle = position.vehicle;
    }
    if (vehicle !== null) return {vehicle};
    let gantry: string | undefined;
    for (const each of corridor.gantries) {
        const distance = away(each, each.metres);
        if (distance >= least) continue;
        least = distance;
        gantry = each.id;
    }
    return gantry === undefined ? undefined : {gantry};
}
