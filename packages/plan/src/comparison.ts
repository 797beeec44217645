import {difference} from './compare.ts';
import {presentValue, type BaseYear} from './discount.ts';
import {editKey, servesFrom, type Edit} from './edit.ts';
import {netFlows, type Effect} from './effect.ts';
import type {Drawn} from './input.ts';
import {costParts, gainedBetween} from './market-table.ts';
import {bearerKey, type Amount, type Model, type Moment, type ToldFigure} from './model.ts';
import type {Scenario} from './scenario.ts';
import {settle, type Circle, type Settled, type Stability} from './study.ts';

/** By which years, rate and unit scenarios are held against each other. */
export interface Frame extends Stability {
    firstYear: number;
    years: number;
    /** The rate of the answer, and those shown beside it. */
    rate: number;
    otherRates: readonly number[];
    baseYear: BaseYear;
    /** The unit of money in which effects are summed. */
    unit: string;
    /** Runs models too that no difference between the scenarios concerns: for their figures. */
    isWhole?: boolean;
}

/** One scenario against another in one draw. */
export interface Compared {
    effects: readonly Effect[];
    /** Figures of the last year, without and with. */
    figures(): {without: readonly ToldFigure[]; with: readonly ToldFigure[]};
    rounds: number;
    isStable: boolean;
}

const PART_NAMES = {
    time: 'time of users', operation: 'freight and running cost', toll: 'tolls paid',
    choice: 'choice of ways',
} as const;
const COUNTS = {
    time: 'time of goods', operation: 'haulage', toll: 'toll', choice: 'choice of ways',
} as const;

/**
 * With minus without, year by year: surplus of users by the rule of half, levels subtracted,
 * outlays subtracted. Models are run at three years; between these figures lie on a straight line.
 */
export function compareScenarios(
    all: readonly Model[], without: Scenario, withIt: Scenario, drawn: Drawn, frame: Frame,
): Compared {
    const models = frame.isWhole ? all : modelsConcerned(all, without, withIt);
    const series = new Series(frame);
    const sides = new Sides(models, drawn, frame);
    let figures: Compared['figures'] = () => ({without: [], with: []});
    for (const [from, to] of stretches([...without.edits, ...withIt.edits], frame)) {
        const pairs = nodesAround(from, to, frame).map(year => ({
            year, without: sides.settled(without, year, from),
            with: sides.settled(withIt, year, from),
        }));
        const end = pairs.at(-1)!;
        figures = () => ({without: toldFigures(end.without), with: toldFigures(end.with)});
        series.addStretch(from, to, pairs.map(pair =>
            ({year: pair.year, amounts: amountsBetween(pair)})));
    }
    const outlays = (edits: readonly Edit[]): Effect[] => models.flatMap(model =>
        model.outlays?.(edits, drawn, frame.firstYear, frame.years) ?? []);
    return {
        effects: [...series.effects(),
            ...difference(outlays(withIt.edits), outlays(without.edits))],
        figures, rounds: sides.rounds, isStable: sides.isStable,
    };
}

/**
 * Years of scenarios, settled. What the same edits come to in a year is settled once, also where
 * two scenarios are edited alike, so that nothing comes of it.
 */
class Sides {
    rounds = 0;
    isStable = true;
    readonly #models: readonly Model[];
    readonly #drawn: Drawn;
    readonly #frame: Frame;
    readonly #known = new Map<string, Settled>();
    readonly #circles = new Map<string, Circle>();
    /** What models told one another last in each scenario: where the next search begins. */
    readonly #last = new Map<Scenario, Settled>();

    constructor(models: readonly Model[], drawn: Drawn, frame: Frame) {
        this.#models = models;
        this.#drawn = drawn;
        this.#frame = frame;
    }

    /** A year of a scenario with the edits that count by `edited`. */
    settled(scenario: Scenario, year: number, edited: number): Settled {
        const moment = {...momentOf(scenario, edited), year};
        const {demand, tariffs} = scenario;
        const key = JSON.stringify([year, demand, tariffs, moment.edits.map(editKey)]);
        let found = this.#known.get(key);
        if (!found) {
            found = settle(this.#models, moment, scenario, this.#drawn, this.#frame,
                this.#last.get(scenario)?.exchange, this.#circles);
            this.#known.set(key, found);
            this.rounds = Math.max(this.rounds, found.rounds);
            this.isStable &&= found.isStable;
        }
        this.#last.set(scenario, found);
        return found;
    }
}

/**
 * The models that a difference between two scenarios can reach: those that understand an edit which
 * only one of them has, or the day of its tariffs, those that hear from these, and whoever these
 * hear from. What the others
 * say is the same on both sides, to the last digit, and cancels.
 */
export function modelsConcerned(
    models: readonly Model[], without: Scenario, withIt: Scenario,
): Model[] {
    const keys = ({edits}: Scenario): Map<string, Edit> =>
        new Map(edits.map(edit => [editKey(edit), edit]));
    const [a, b] = [keys(without), keys(withIt)];
    const differing = [...[...a].filter(([key]) => !b.has(key)),
        ...[...b].filter(([key]) => !a.has(key))].map(([, edit]) => edit);
    const hears = (one: Model, other: Model): boolean => one.takes.some(start =>
        other.tells.some(name => name.startsWith(start) || start.startsWith(name)));
    const isDated = without.tariffs !== withIt.tariffs;
    const touched = grown(models.filter(model => (isDated && model.mindsTariffs === true)
        || differing.some(({kind, of}) => model.names[kind]?.includes(of) ?? false)),
    models, hears);
    const needed = grown(touched, models, (one, other) => hears(other, one));
    return models.filter(model => needed.includes(model));
}

function grown(
    from: readonly Model[], models: readonly Model[],
    isNext: (one: Model, known: Model) => boolean,
): Model[] {
    const found = [...from];
    for (const known of found) {
        found.push(...models.filter(model => !found.includes(model) && isNext(model, known)));
    }
    return found;
}

/** The effects in money. */
export function inMoney(effects: readonly Effect[], {unit}: Frame): Effect[] {
    return effects.filter(effect => effect.unit === unit);
}

/** What one scenario is worth against another, at the frame's rate or another. */
export function worthOf(
    effects: readonly Effect[], frame: Frame, rate: number = frame.rate,
): number {
    return presentValue(netFlows(inMoney(effects, frame)), rate, frame.baseYear);
}

/** A year of a scenario with the edits that count by then. */
export function momentOf({edits}: Scenario, year: number): Moment {
    return {year, edits: edits.filter(edit => (servesFrom(edit) ?? year) <= year)};
}

/**
 * The years at which models are run: the first, the middle and the last of all, whatever is edited
 * when, so that parts of an edit add up. Of these the ones around a stretch.
 */
function nodesAround(from: number, to: number, {firstYear, years}: Frame): number[] {
    const nodes = [...new Set([0, Math.floor(years / 2), years - 1])]
        .map(offset => firstYear + offset);
    const first = nodes.findLastIndex(node => node <= from);
    const last = nodes.findIndex(node => node >= to);
    return nodes.slice(first, last + 1);
}

/** Stretches of years in which the same edits count. */
export function stretches(
    edits: readonly Edit[], {firstYear, years}: Frame,
): [number, number][] {
    const lastYear = firstYear + years - 1;
    const starts = [...new Set([firstYear, ...edits.map(servesFrom)
        .filter(year => year !== undefined && year > firstYear && year <= lastYear)])]
        .toSorted((a, b) => a! - b!) as number[];
    return starts.map((start, i) => [start, (starts[i + 1] ?? lastYear + 1) - 1]);
}

/** The figures of a year: what several models carry is carried by all of them together. */
export function toldFigures({runs}: Settled): ToldFigure[] {
    const sums = new Map<string, ToldFigure>();
    for (const figure of runs.flatMap(run => run.figures())) {
        const value = (sums.get(figure.id)?.value ?? 0) + figure.value;
        sums.set(figure.id, {...figure, value});
    }
    return [...sums.values()];
}

// What is gained in one year: surplus by bearer and part, and each level's change.
function amountsBetween(pair: {without: Settled; with: Settled}): Amount[] {
    const gained: Amount[] = [];
    pair.without.runs.forEach((run, at) => {
        const other = pair.with.runs[at]!;
        if (run === other) return;
        const [before, after] = [run.outcome(), other.outcome()];
        before.markets.forEach((table, nth) => {
            const parts = gainedBetween(table, after.markets[nth]!);
            for (const part of costParts) {
                for (const {bearer, share} of table.bearers) {
                    gained.push({
                        id: PART_NAMES[part], kind: 'benefit', bearer, unit: table.unit,
                        status: 'estimated', counts: [`${COUNTS[part]} ${table.id}`],
                        value: parts[part] * share,
                    });
                }
            }
        });
        gained.push(...after.amounts,
            ...before.amounts.map(amount => ({...amount, value: -amount.value})));
    });
    return gained;
}

/** Amounts of some years made into series, one for each effect and bearer. */
class Series {
    readonly #frame: Frame;
    readonly #effects = new Map<string, Effect & {values: number[]; counts: string[]}>();

    constructor(frame: Frame) {
        this.#frame = frame;
    }

    /** Between the years at which something was told lies a straight line. */
    addStretch(
        from: number, to: number, told: readonly {year: number; amounts: readonly Amount[]}[],
    ): void {
        told.forEach(({year: node, amounts}, nth) => {
            const [before, after] = [told[nth - 1]?.year, told[nth + 1]?.year];
            const weight = (year: number): number => {
                if (year === node) return 1;
                const other = year < node ? before : after;
                if (other === undefined) return 0;
                return Math.max(0, 1 - Math.abs(year - node) / Math.abs(other - node));
            };
            for (const amount of amounts) this.#add(amount, from, to, weight);
        });
    }

    #add(amount: Amount, from: number, to: number, weight: (year: number) => number): void {
        const {firstYear, years} = this.#frame;
        const {value, ...rest} = amount;
        const key = `${rest.id} ${bearerKey(rest.bearer)}`;
        let effect = this.#effects.get(key);
        if (!effect) {
            effect = {...rest, firstYear, values: new Array<number>(years).fill(0), counts: []};
            this.#effects.set(key, effect);
        }
        for (const each of rest.counts) {
            if (!effect.counts.includes(each)) effect.counts.push(each);
        }
        for (let year = from; year <= to; year++) {
            effect.values[year - firstYear]! += value * weight(year);
        }
    }

    effects(): Effect[] {
        return [...this.#effects.values()];
    }
}
