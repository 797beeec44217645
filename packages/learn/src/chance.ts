/** The chance that a score stands for: 0 is a coin's toss, each point more or less times e. */
export function chanceOf(score: number): number {
    return 1 / (1 + Math.exp(-score));
}

/** The score of a chance between 0 and 1. */
export function logitOf(chance: number): number {
    return Math.log(chance / (1 - chance));
}
