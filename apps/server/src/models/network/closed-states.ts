import type {Edit} from '@karwan/plan';
import type {Gate} from './structure.ts';

/** A part of the year in which the same gates are shut. */
export interface YearState {
    number: number;
    /** Which part of the year it is. */
    share: number;
    /** Gates that are shut, with how many days of the year they are. */
    shut: ReadonlyMap<number, number>;
    /** The names by which hours and lorries at each gate are told in it. */
    hoursAt: readonly string[];
    trucksAt: readonly string[];
}

/**
 * The parts of a year by which gates are shut in them. Closures of different lengths are taken to
 * begin on one day, since what shuts one border is likely to shut its neighbours.
 */
export function closedStates(edits: readonly Edit[], gates: readonly Gate[]): YearState[] {
    const days = new Map<number, number>();
    gates.forEach((gate, number) => {
        for (const edit of edits) {
            const isMeant = edit.of === gate.of && (edit.mode ?? gate.mode) === gate.mode;
            if (!isMeant) continue;
            if (edit.kind === 'shut' && edit.days > 0) days.set(number, edit.days);
            if (edit.kind === 'open') days.delete(number);
        }
    });
    const ends = [...new Set([0, ...days.values(), 365])].toSorted((a, b) => a - b);
    return ends.slice(1).map((end, number) => ({
        number, share: (end - ends[number]!) / 365,
        shut: new Map([...days].filter(([, shutDays]) => shutDays >= end)),
        hoursAt: gates.map(({id}) => `hours.${number}.${id}`),
        trucksAt: gates.map(({id}) => `trucks.${number}.${id}`),
    }));
}
