import type {Status} from '@karwan/base';

/**
 * A figure that a plan rests on, with its range. `triangular` is drawn between low and high with
 * its peak at `value`; `uniform` anywhere between them.
 */
export interface Uncertain {
    id: string;
    value: number;
    low: number;
    high: number;
    shape: 'triangular' | 'uniform';
    status: Status;
}

/** How two inputs move together: the correlation of the normal variables behind them. */
export interface Correlation {
    a: string;
    b: string;
    correlation: number;
}

/** What a plan is worth where its inputs are these, in the order of the inputs. */
export type Worth = (values: readonly number[]) => number;

/** Throws where an input's value lies outside its range, or two have one name. */
export function refuseBroken(inputs: readonly Uncertain[]): void {
    const names = new Set(inputs.map(({id}) => id));
    if (names.size !== inputs.length) throw new Error('two inputs have one name');
    for (const {id, low, value, high} of inputs) {
        if (!(low <= value && value <= high && Number.isFinite(high - low))) {
            throw new Error(`${id}: ${value} lies outside ${low} to ${high}`);
        }
    }
}

/** The value below which this share of an input's draws lies (its inverse distribution). */
export function quantile({low, value, high, shape}: Uncertain, share: number): number {
    const width = high - low;
    if (width === 0) return value;
    if (shape === 'uniform') return low + share * width;
    const below = (value - low) / width;
    return share < below
        ? low + Math.sqrt(share * width * (value - low))
        : high - Math.sqrt((1 - share) * width * (high - value));
}
