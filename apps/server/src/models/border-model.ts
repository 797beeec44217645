import {
    drawnOf, type Drawn, type Exchange, type Model, type ModelRun, type Moment, type Scenario,
} from '@karwan/plan';
import {waitWithOverload} from './queue.ts';

/** The input that says how many lorries a border takes, where it has none of its own. */
const OTHER = 'capacity.other';

/**
 * Queues at borders by road: an M/M/c queue whose lanes together serve the border's capacity, on
 * top of the hours that the survey found. Takes lorries a day at each gate, gives hours.
 */
export class BorderModel implements Model {
    readonly id = 'border';
    readonly names = {};
    readonly takes = ['trucks.'];
    readonly tells = ['hours.'];
    readonly #known: ReadonlySet<string>;
    readonly #places = new Map<string, {hours: string; capacity: string}>();

    /** `known`: the inputs there are, since each border of note has a capacity of its own. */
    constructor(known: ReadonlySet<string>) {
        this.#known = known;
    }

    run(_moment: Moment, _scenario: Scenario, drawn: Drawn, exchange: Exchange): ModelRun {
        const gives = new Map<string, number>();
        const count = Math.round(drawnOf(drawn, 'border.lanes'));
        const overHours = drawnOf(drawn, 'overload.days') * 24;
        for (const [name, trucks] of exchange) {
            if (!name.startsWith('trucks.')) continue;
            const {hours, capacity} = this.#placeOf(name);
            const servers = {count, ratePerHour: drawnOf(drawn, capacity) / 24 / count};
            gives.set(hours, waitWithOverload(trucks / 24, servers, overHours));
        }
        return {gives, outcome: () => ({amounts: [], markets: []}), figures: () => []};
    }

    // `trucks.0.torkham.road.in`: in which state of the year, at which border.
    #placeOf(name: string): {hours: string; capacity: string} {
        let place = this.#places.get(name);
        if (!place) {
            const [, , of] = name.split('.') as [string, string, string];
            const own = `capacity.${of}`;
            place = {hours: name.replace('trucks.', 'hours.'),
                capacity: this.#known.has(own) ? own : OTHER};
            this.#places.set(name, place);
        }
        return place;
    }
}
