import type {Corridor, Point, Section} from './corridor.ts';

/** What lies between two points that a vehicle passed, in its direction of travel. */
export interface Way {
    /** The sections whose gantries lie strictly between, in order. */
    sections: readonly Section[];
    /** Metres between them: by chainage on the same road, by section lengths beyond. */
    metres: number;
}

interface Arc {
    to: number;
    metres: number;
    section: Section | undefined;
}

/**
 * The directed graph of a corridor's carriageways: nodes are interchanges per carriageway, where
 * a section ends and one where the next begins; arcs are sections, and junctions join carriageways
 * of different roads. After a junction comes a section: over two junctions in a row one could turn
 * round. Nobody does on a motorway, so who turned has left.
 */
export class Ways {
    readonly #arcs: Arc[][] = [];
    readonly #nodes = new Map<string, number>();
    readonly #sectionOf = new Map<string, Section>();
    readonly #points = new Map<string, Point>();
    readonly #offsetMetres = new Map<string, number>();
    readonly #found = new Map<string, Way | undefined>();

    constructor(corridor: Corridor) {
        for (const section of corridor.sections) {
            const from = this.#begin(section.road, section.direction, section.from);
            const to = this.#end(section.road, section.direction, section.to);
            this.#arcs[from]!.push({to, metres: section.lengthMetres, section});
            this.#sectionOf.set(section.gantry, section);
        }
        for (const {fromRoad, fromDirection, toRoad, toDirection, at} of corridor.junctions) {
            const from = this.#end(fromRoad, fromDirection, at);
            this.#arcs[from]!.push(
                {to: this.#begin(toRoad, toDirection, at), metres: 0, section: undefined});
        }
        for (const point of corridor.points) this.#points.set(point.id, point);
        this.#measureOffsets(corridor);
    }

    /** The section under a gantry. Throws where the id is no gantry: inside, ids are trusted. */
    section(gantry: string): Section {
        const section = this.#sectionOf.get(gantry);
        if (!section) throw new Error(`${gantry} is no gantry of this corridor`);
        return section;
    }

    /** True where the point is a gantry and not a station on a ramp. */
    isGantry(point: string): boolean {
        return this.#sectionOf.has(point);
    }

    /**
     * The way from one point to another without leaving the road; undefined where there is none.
     * A point to itself is no way: the vehicle has been elsewhere in between.
     */
    between(from: string, to: string): Way | undefined {
        const key = `${from} ${to}`;
        if (!this.#found.has(key)) this.#found.set(key, this.#search(from, to));
        return this.#found.get(key);
    }

    /** Where a section of this carriageway ends; the next begins an arc of no length further. */
    #end(road: string, direction: string, interchange: string): number {
        const key = `${road}/${direction}/${interchange}`;
        let node = this.#nodes.get(key);
        if (node === undefined) {
            node = this.#arcs.length;
            this.#nodes.set(key, node);
            this.#arcs.push([{to: node + 1, metres: 0, section: undefined}], []);
        }
        return node;
    }

    #begin(road: string, direction: string, interchange: string): number {
        return this.#end(road, direction, interchange) + 1;
    }

    // How far a gantry stands into its section, so that ways are measured from gantry to gantry.
    #measureOffsets(corridor: Corridor): void {
        const chainage = new Map(
            corridor.interchanges.map(i => [`${i.road} ${i.id}`, i.chainageMetres]));
        for (const point of corridor.points) {
            const section = this.#sectionOf.get(point.id);
            if (!section) continue;
            const start = chainage.get(`${section.road} ${section.from}`) ?? point.chainageMetres;
            const offset = Math.abs(point.chainageMetres - start);
            this.#offsetMetres.set(point.id, Math.min(offset, section.lengthMetres));
        }
    }

    #search(from: string, to: string): Way | undefined {
        if (from === to) return undefined;
        const start = this.#sectionOf.get(from);
        const [at, goal] = [this.#pointOf(from), this.#pointOf(to)];
        const found = this.#shortest(
            this.#end(at.road, at.direction, start ? start.to : at.at),
            this.#begin(goal.road, goal.direction, goal.at));
        if (!found) return undefined;
        const rest = start ? start.lengthMetres - (this.#offsetMetres.get(from) ?? 0) : 0;
        const lead = this.#offsetMetres.get(to) ?? 0;
        return {sections: found.sections, metres: rest + found.metres + lead};
    }

    #pointOf(id: string): Point {
        const point = this.#points.get(id);
        if (!point) throw new Error(`${id} is no point of this corridor`);
        return point;
    }

    // Dijkstra without a heap: a corridor has some hundreds of nodes, and each pair is asked once.
    #shortest(source: number, goal: number): {sections: Section[]; metres: number} | undefined {
        const metres = new Array<number>(this.#arcs.length).fill(Infinity);
        const via = new Array<{tail: number; arc: Arc} | undefined>(this.#arcs.length);
        const isDone = new Uint8Array(this.#arcs.length);
        metres[source] = 0;
        for (;;) {
            let node = -1;
            for (let i = 0; i < metres.length; i++) {
                const isNearer = node < 0 || metres[i]! < metres[node]!;
                if (!isDone[i] && metres[i]! < Infinity && isNearer) node = i;
            }
            if (node < 0) return undefined;
            if (node === goal) break;
            isDone[node] = 1;
            for (const arc of this.#arcs[node]!) {
                const through = metres[node]! + arc.metres;
                if (through >= metres[arc.to]!) continue;
                metres[arc.to] = through;
                via[arc.to] = {tail: node, arc};
            }
        }
        const sections: Section[] = [];
        for (let step = via[goal]; step; step = via[step.tail]) {
            if (step.arc.section) sections.push(step.arc.section);
        }
        return {sections: sections.reverse(), metres: metres[goal]!};
    }
}
