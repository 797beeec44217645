// The text format of Prometheus, version 0.0.4, and the three kinds of figures that we have.

/** Names of labels and their values. */
export type Labels = Readonly<Record<string, string>>;

/** One line: the family's name with an ending, its labels, its value. */
interface Sample {
    ending: string;
    labels: Labels;
    value: number;
}

/** A figure with what it means; `_total` ends the name of a counter, its unit every other. */
export interface Family {
    name: string;
    help: string;
    type: 'counter' | 'gauge' | 'histogram';
    samples: Sample[];
}

/** A figure that only grows while the process lives. */
export class Counter {
    readonly #values = new Map<string, {labels: Labels; value: number}>();
    readonly #name: string;
    readonly #help: string;

    constructor(name: string, help: string) {
        this.#name = name;
        this.#help = help;
    }

    add(count = 1, labels: Labels = {}): void {
        const key = JSON.stringify(labels);
        const found = this.#values.get(key);
        if (found) found.value += count;
        else this.#values.set(key, {labels, value: count});
    }

    family(): Family {
        const values = [...this.#values.values()];
        const samples = values.length === 0 ? [{labels: {}, value: 0}] : values;
        return {
            name: this.#name, help: this.#help, type: 'counter',
            samples: samples.map(each => ({...each, ending: ''})),
        };
    }
}

/** How many values were at most so large, for a few bounds. */
export class Histogram {
    readonly #name: string;
    readonly #help: string;
    readonly #bounds: readonly number[];
    readonly #counts: number[];
    #sum = 0;
    #count = 0;

    constructor(name: string, help: string, bounds: readonly number[]) {
        this.#name = name;
        this.#help = help;
        this.#bounds = bounds;
        this.#counts = bounds.map(() => 0);
    }

    /** The same value `times` over. */
    observe(value: number, times = 1): void {
        this.#sum += value * times;
        this.#count += times;
        this.#bounds.forEach((bound, nth) => {
            if (value <= bound) this.#counts[nth]! += times;
        });
    }

    family(): Family {
        const bucket = (le: string, value: number): Sample =>
            ({ending: '_bucket', labels: {le}, value});
        return {
            name: this.#name, help: this.#help, type: 'histogram',
            samples: [
                ...this.#bounds.map((bound, nth) => bucket(String(bound), this.#counts[nth]!)),
                bucket('+Inf', this.#count),
                {ending: '_sum', labels: {}, value: this.#sum},
                {ending: '_count', labels: {}, value: this.#count},
            ],
        };
    }
}

/** A gauge without labels, or with those given. */
export function gauge(
    name: string, help: string, values: number | readonly (readonly [Labels, number])[],
): Family {
    const pairs = typeof values === 'number' ? [[{}, values] as const] : values;
    return {
        name, help, type: 'gauge',
        samples: pairs.map(([labels, value]) => ({ending: '', labels, value})),
    };
}

export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Families as the text that is scraped. */
export function expositionText(families: readonly Family[]): string {
    return families.map(({name, help, type, samples}) => [
        `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
        `# TYPE ${name} ${type}`,
        ...samples.map(({ending, labels, value}) =>
            `${name}${ending}${labelsText(labels)} ${valueText(value)}`),
        '',
    ].join('\n')).join('');
}

function labelsText(labels: Labels): string {
    const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value
        .replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`);
    return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function valueText(value: number): string {
    if (value === Infinity) return '+Inf';
    if (value === -Infinity) return '-Inf';
    return String(value);
}
