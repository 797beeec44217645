/** A box on the picture, in pixels. */
export interface Box {
    x: number;
    y: number;
    width: number;
    height: number;
}

/** Keeps labels off one another and off lines: the first place that is free is taken. */
export class LabelRoom {
    readonly #taken: Box[] = [];
    readonly #width: number;
    readonly #height: number;

    constructor(width: number, height: number) {
        this.#width = width;
        this.#height = height;
    }

    take(box: Box): void {
        this.#taken.push(box);
    }

    /** Takes small boxes along a line. */
    takeLine(points: readonly (readonly [number, number])[]): void {
        points.slice(1).forEach(([x2, y2], index) => {
            const [x1, y1] = points[index]!;
            const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 5);
            for (let i = 0; i <= steps; i++) {
                const part = i / Math.max(steps, 1);
                this.take({
                    x: x1 + (x2 - x1) * part - 3, y: y1 + (y2 - y1) * part - 3, width: 6, height: 6,
                });
            }
        });
    }

    /** The first of these boxes that is free, now taken; undefined where none is. */
    place(candidates: Iterable<Box>): Box | undefined {
        for (const box of candidates) {
            if (!this.#holds(box) || this.#taken.some(other => overlap(box, other))) continue;
            this.take(box);
            return box;
        }
        return undefined;
    }

    #holds({x, y, width, height}: Box): boolean {
        return x >= 0 && y >= 0 && x + width <= this.#width && y + height <= this.#height;
    }
}

function overlap(a: Box, b: Box): boolean {
    return a.x < b.x + b.width && b.x < a.x + a.width
        && a.y < b.y + b.height && b.y < a.y + a.height;
}
