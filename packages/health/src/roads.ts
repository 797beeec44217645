import {Ways, type Corridor} from '@karwan/journey';

/** The gantries of a corridor by number, and what lies between any two of them. */
export class Roads {
    /** Ids of the gantries; a gantry's number is its place in this list. */
    readonly gantries: readonly string[];
    /** Along the road in its first direction, as surveyed, by gantry. */
    readonly chainageMetres: Float64Array;
    readonly #numbers: ReadonlyMap<string, number>;
    readonly #ways: Ways;
    readonly #between = new Map<number, Stretch | undefined>();

    constructor(corridor: Corridor) {
        this.#ways = new Ways(corridor);
        const points = corridor.points.filter(point => point.kind === 'gantry');
        this.gantries = points.map(point => point.id);
        this.chainageMetres = Float64Array.from(points, point => point.chainageMetres);
        this.#numbers = new Map(this.gantries.map((id, number) => [id, number]));
    }

    /** Undefined where the point is no gantry: a station on a ramp. */
    find(point: string): number | undefined {
        return this.#numbers.get(point);
    }

    /** What one passes between two gantries; undefined where the road does not lead there. */
    between(from: number, to: number): Stretch | undefined {
        const key = from * this.gantries.length + to;
        if (!this.#between.has(key)) this.#between.set(key, this.#stretch(from, to));
        return this.#between.get(key);
    }

    /** True where nothing stands between two gantries and the road leads from one to the other. */
    isNext(from: number, to: number): boolean {
        return this.between(from, to)?.passed.length === 0;
    }

    #stretch(from: number, to: number): Stretch | undefined {
        const way = this.#ways.between(this.gantries[from]!, this.gantries[to]!);
        if (!way) return undefined;
        const passed = way.sections.map(section => this.#numbers.get(section.gantry)!);
        return {passed, metres: way.metres};
    }
}

/** The gantries strictly between two others, in order, and the metres as surveyed. */
export interface Stretch {
    passed: readonly number[];
    metres: number;
}
