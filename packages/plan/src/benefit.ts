/** What one trip costs its maker in a year, by part, each in money. */
export interface TripCost {
    time: number;
    operation: number;
    toll: number;
}

/** Trips a year between one pair by one way or mode, and what each costs, without and with. */
export interface Market {
    id: string;
    tripsWithout: number;
    tripsWith: number;
    costWithout: TripCost;
    costWith: TripCost;
}

/** What users gain: by part of the cost, and by who they are. Both sum to `whole`. */
export interface Surplus {
    whole: number;
    time: number;
    operation: number;
    toll: number;
    /** Of those who travel in both cases. */
    staying: number;
    /** Of those who only come, or only go: generated, diverted or lost. */
    moving: number;
}

/**
 * What users gain in each market by the rule of half: who travels in both cases gains the whole
 * difference in cost, who is drawn or driven away half of it on average, since demand is taken to
 * be straight between the two points (Dupuit 1844; Williams 1976 for many markets at once).
 *
 * Diverted traffic needs no entry of its own: it leaves one market and comes to another, and the
 * sum over both is its gain. A market that did not exist needs the cost at which it would have had
 * no traffic, and is refused without one. Tolls are part of what users pay and gain; who receives
 * them is another bearer (`tollPaid`), so that resources are counted once.
 */
export function surplusOf(markets: readonly Market[]): Surplus {
    const surplus = {whole: 0, time: 0, operation: 0, toll: 0, staying: 0, moving: 0};
    for (const market of markets) {
        const {tripsWithout, tripsWith, costWithout, costWith} = market;
        refuseBroken(market);
        const weight = (tripsWithout + tripsWith) / 2;
        const staying = Math.min(tripsWithout, tripsWith);
        for (const part of ['time', 'operation', 'toll'] as const) {
            const saved = costWithout[part] - costWith[part];
            surplus[part] += weight * saved;
            surplus.whole += weight * saved;
            surplus.staying += staying * saved;
            surplus.moving += (weight - staying) * saved;
        }
    }
    return surplus;
}

function refuseBroken({id, tripsWithout, tripsWith, costWithout, costWith}: Market): void {
    const numbers = [tripsWithout, tripsWith, ...Object.values(costWithout),
        ...Object.values(costWith)];
    if (numbers.some(n => !Number.isFinite(n)) || tripsWithout < 0 || tripsWith < 0) {
        throw new Error(`market ${id}: trips are not below 0, and each cost is a finite number`);
    }
}

/** What is paid in tolls more than without: a transfer from users to whoever owns the road. */
export function tollPaid(markets: readonly Market[]): number {
    return markets.reduce((sum, {tripsWithout, tripsWith, costWithout, costWith}) =>
        sum + tripsWith * costWith.toll - tripsWithout * costWithout.toll, 0);
}

/** Harm done to others per vehicle-kilometre, in money: what no user counts. */
export interface Harm {
    accidents: number;
    emissions: number;
    noise: number;
}

/** Vehicle-kilometres a year of one kind of road and vehicle, without and with, and their harm. */
export interface Driven {
    kmWithout: number;
    kmWith: number;
    harmPerKm: Harm;
}

/** What others gain by part. All of it counts whole: no rule of half, since nobody chose it. */
export function harmAvoided(driven: readonly Driven[]): Harm {
    const sum = (part: keyof Harm): number => driven.reduce(
        (total, {kmWithout, kmWith, harmPerKm}) =>
            total + (kmWithout - kmWith) * harmPerKm[part], 0);
    return {accidents: sum('accidents'), emissions: sum('emissions'), noise: sum('noise')};
}
