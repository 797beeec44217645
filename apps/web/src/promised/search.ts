/** What of the table is looked at; it stands in the address, all of it. */
export interface PromisedSearch {
    /** One commitment of the plan alone. */
    pledge?: string | undefined;
    /** Only rows whose figures disagree, or that nobody measured. */
    only?: 'conflicts' | 'unmeasured' | undefined;
    /** Part of an indicator's or a project's name. */
    find?: string | undefined;
    /** A row by project, indicator and aspect. */
    row?: string | undefined;
    /** The figure whose source is shown, by its id; or `rule`, or `unmeasured`. */
    source?: string | undefined;
}

/** What of an address the page understands; the rest is left out. */
export function promisedSearch(search: Record<string, unknown>): PromisedSearch {
    const text = (name: string, form: RegExp): object => {
        const value = search[name];
        return typeof value === 'string' && form.test(value) ? {[name]: value} : {};
    };
    return {
        ...text('pledge', /^[\w-]{1,60}$/), ...text('only', /^(conflicts|unmeasured)$/),
        ...text('find', /^[^<>]{1,80}$/), ...text('row', /^[\w-]+\/[\w-]+\/[^<>]{0,100}$/),
        ...text('source', /^[\w.:-]{1,120}$/),
    };
}
