import {
    drawnOf, outlaysOf, type Drawn, type Edit, type Effect, type Model, type ModelRun, type Moment,
    type ToldFigure,
} from '@karwan/plan';

/** What of a railway may be built or renewed. */
export interface RailGround {
    /** Lines that are not there yet, by project. */
    projects: readonly string[];
    renewals: readonly string[];
    unit: string;
    /** Tonnes that a train carries. */
    trainTonnes: number;
}

/** Kilometres between the places where trains of a single line may pass each other. */
const PASSING_KM = 15;
/** Minutes lost at each, and the share of the day that can be used (Scott's formula). */
const LOST_MINUTES = 6;
const USABLE = 0.75;

/**
 * Railways before a timetable is known: time from length, steepness and a line speed that includes
 * stops, capacity of a single line by Scott's formula. Everything it gives is estimated.
 */
export class RailModel implements Model {
    readonly id = 'rail';
    readonly names: Model['names'];
    readonly takes: readonly string[] = [];
    readonly tells = ['line.'];
    readonly #ground: RailGround;

    constructor(ground: RailGround) {
        this.names = {build: [...ground.projects, ...ground.renewals]};
        this.#ground = ground;
    }

    run({edits}: Moment, _scenario: unknown, drawn: Drawn): ModelRun {
        const built = edits.filter(edit => edit.kind === 'build').map(({of}) => of);
        const gives = new Map<string, number>();
        if (built.some(of => this.#ground.projects.includes(of))) {
            gives.set('line.easy-kmh', drawnOf(drawn, 'new-line.easy'));
            gives.set('line.steep-kmh', drawnOf(drawn, 'new-line.steep'));
        }
        for (const of of built.filter(each => this.#ground.renewals.includes(each))) {
            gives.set('line.renewed-hours', 1 / drawnOf(drawn, `${of}.speed`));
            gives.set('line.relief', drawnOf(drawn, `${of}.relief`));
        }
        return {
            gives, outcome: () => ({amounts: [], markets: []}),
            figures: () => figuresOf(gives, this.#ground.trainTonnes),
        };
    }

    outlays(edits: readonly Edit[], drawn: Drawn, firstYear: number, years: number): Effect[] {
        return edits.filter(({kind, of}) =>
            kind === 'build' && this.names.build!.includes(of)).flatMap(edit =>
            outlaysOf(edit, drawnOf(drawn, edit.capital!), {
                lifetimeYears: Math.round(drawnOf(drawn, 'rail.life')), renewalShare: 1,
                upkeepShare: drawnOf(drawn, 'rail.upkeep') / 100,
                unit: this.#ground.unit, status: 'estimated',
            }, firstYear, years));
    }
}

function figuresOf(
    gives: ReadonlyMap<string, number>, trainTonnes: number,
): ToldFigure[] {
    const kmh = gives.get('line.steep-kmh');
    if (kmh === undefined) return [];
    const trains = trainsEachWay(kmh);
    return [
        {id: 'new-line.trains-each-way', value: trains, unit: 'trains/day'},
        {id: 'new-line.capacity-mt', value: trains * 2 * trainTonnes * 365 / 1e6,
            unit: 'Mt/year'},
    ];
}

/** Trains a day each way on a single line at this speed. */
export function trainsEachWay(kmh: number): number {
    const minutes = PASSING_KM / kmh * 60;
    return 1440 / (minutes + LOST_MINUTES) * USABLE / 2;
}
