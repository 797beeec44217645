import type {Position} from '../data/moving.ts';
import type {Layout} from './strip-layout.ts';

const SIZE = 3;
/** Beside the carriageway, so that gantries and vehicles do not hide each other. */
const OFFSET = 6;
const NEAR = 10;

/** Draws the vehicles over the strip; who was not identified is drawn hollow. */
export function drawVehicles(
    canvas: HTMLCanvasElement, layout: Layout, positions: readonly Position[],
): void {
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, {width, height});
    const pen = canvas.getContext('2d')!;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, layout.width, layout.height);
    const ink = getComputedStyle(canvas).color;
    pen.fillStyle = pen.strokeStyle = ink;
    for (const position of positions) {
        const [x, y] = spot(layout, position);
        if (position.vehicle === null) pen.strokeRect(x - 1, y - 1, SIZE, SIZE);
        else pen.fillRect(x - SIZE / 2, y - SIZE / 2, SIZE, SIZE);
    }
}

function spot(layout: Layout, {gantry, metres}: Position): [x: number, y: number] {
    const row = layout.rows.get(gantry.road)!;
    const isFirst = row.directions[0] === gantry.direction;
    return [layout.x(metres), row.y + (isFirst ? -OFFSET : OFFSET)];
}

/** The vehicle under the pointer, or the nearest beside it. */
export function nearest(
    layout: Layout, positions: readonly Position[], x: number, y: number,
): Position | undefined {
    let found: Position | undefined;
    let least = NEAR;
    for (const position of positions) {
        const [atX, atY] = spot(layout, position);
        const distance = Math.hypot(atX - x, atY - y);
        if (distance >= least) continue;
        least = distance;
        found = position;
    }
    return found;
}
