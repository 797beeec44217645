/** A place where vehicles are served one by one: how many at once, and how quick each is. */
export interface Servers {
    count: number;
    /** Vehicles an hour that one of them serves. */
    ratePerHour: number;
}

/** The load at which the stationary formula is left, since no day is long enough for it. */
const STEADY_UP_TO = 0.95;

/**
 * The mean hours that a vehicle waits in an M/M/c queue, before it is served, by Erlang's C
 * formula (1917). Arrivals an hour below what all servers can serve; Infinity from there on.
 */
export function waitingHours(arrivalsPerHour: number, {count, ratePerHour}: Servers): number {
    if (arrivalsPerHour <= 0) return 0;
    const offered = arrivalsPerHour / ratePerHour;
    if (offered >= count) return Infinity;
    // Erlang B by its recursion, which never overflows; C follows from B.
    let blocked = 1;
    for (let n = 1; n <= count; n++) blocked = offered * blocked / (n + offered * blocked);
    const load = offered / count;
    const waits = blocked / (1 - load * (1 - blocked));
    return waits / (count * ratePerHour - arrivalsPerHour);
}

/**
 * The same with a load that may pass what can be served: up to 95 % of it the stationary wait,
 * beyond it that of a queue which grows steadily for `overHours`, whose mean is half of what it
 * has grown to by then.
 */
export function waitWithOverload(
    arrivalsPerHour: number, servers: Servers, overHours: number,
): number {
    const most = servers.count * servers.ratePerHour;
    const steady = Math.min(arrivalsPerHour, STEADY_UP_TO * most);
    const beyond = Math.max(0, arrivalsPerHour / most - STEADY_UP_TO);
    return waitingHours(steady, servers) + beyond * overHours / 2;
}
