/** What is edited and compared; it stands in the address, all of it. */
export interface PlanSearch {
    /** The scenario that all is held against. */
    against?: string | undefined;
    /** The scenario that is looked at. */
    open?: string | undefined;
    /** `shut:chaman:days=60;reprice:tolls:factor=1.2`; its own where this is left out. */
    edits?: string | undefined;
    name?: string | undefined;
    seed?: number | undefined;
    draws?: number | undefined;
    /** The figure whose source is shown. */
    source?: string | undefined;
    map?: string | undefined;
}

const ID = /^[\w.~-]{1,100}$/;
const EDITS = /^(none|[\w.~:=; -]{1,3000})$/;

/** What of an address is a plan; the rest is left out. */
export function planSearch(search: Record<string, unknown>): PlanSearch {
    const text = (key: keyof PlanSearch, form: RegExp): object => {
        const value = search[key];
        return typeof value === 'string' && form.test(value) ? {[key]: value} : {};
    };
    const whole = (key: keyof PlanSearch, most: number): object => {
        const value = Number(search[key] ?? NaN);
        return Number.isInteger(value) && value >= 0 && value <= most ? {[key]: value} : {};
    };
    return {
        ...text('against', ID), ...text('open', ID), ...text('edits', EDITS),
        ...text('name', /^[^\p{Cc}]{1,120}$/u), ...whole('seed', 2 ** 31 - 1),
        ...whole('draws', 2_000), ...text('source', /^[a-z][a-z0-9]*(:.{1,120})?$/),
    };
}
