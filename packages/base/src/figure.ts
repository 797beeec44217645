/**
 * How well a figure is known, weakest last: measured by somebody, published by its owner,
 * estimated from other figures by a stated rule, or assumed.
 */
export const statuses = ['measured', 'published', 'estimated', 'assumed'] as const;
export type Status = (typeof statuses)[number];

/** A figure from the world, with where it comes from. `low` and `high` bound it where known. */
export interface Figure {
    value: number;
    unit: string;
    low?: number;
    high?: number;
    source: string;
    date: string;
    status: Status;
}

/** A chain is as strong as its weakest link: the weakest of these, `measured` for none. */
export function weakest(known: Iterable<Status>): Status {
    let index = 0;
    for (const status of known) index = Math.max(index, statuses.indexOf(status));
    return statuses[index]!;
}
