/** Cars whose times a survey is judged by, drawn over a day so that no jam decides. */
export const CARS = 100;
/** Between two cars that are drawn; 100 of them then span 5 hours or more. */
const APART_MS = 3 * 60_000;

/** The latest cars of a section: seconds from gantry to gantry. */
export interface SectionCars {
    from: number;
    to: number;
    seconds: number[];
    lastMs: number;
}

/** Takes a car's time where enough passed since the last one that was taken. */
export function takeCar(cars: SectionCars, seconds: number, atMs: number): boolean {
    if (atMs - cars.lastMs < APART_MS) return false;
    cars.lastMs = atMs;
    cars.seconds.push(seconds);
    if (cars.seconds.length > CARS) cars.seconds.shift();
    return true;
}
