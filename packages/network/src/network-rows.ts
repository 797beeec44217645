import type {
    Crossing, Handover, Link, Observed, Opening, OtherCoordinate, Place, Rate, Toll, Total,
} from './network.ts';
import type {Placed} from './placed.ts';
import type {Head} from './read-head.ts';

/** All that was read, each with the cells of its row. */
export interface NetworkRows extends Omit<Head, 'licences'> {
    places: Placed<Place>[];
    links: Placed<Link>[];
    crossings: Placed<Crossing>[];
    handovers: Placed<Handover>[];
    rates: Placed<Rate>[];
    tolls: Placed<Toll>[];
    openings: Placed<Opening>[];
    totals: Placed<Total>[];
    coordinates: Placed<OtherCoordinate>[];
    observed: Placed<Observed>[];
}
