import {Acceleration} from './acceleration.ts';
import {editKey} from './edit.ts';
import type {Drawn} from './input.ts';
import type {Exchange, Model, ModelRun, Moment} from './model.ts';
import type {Scenario} from './scenario.ts';

/** When the exchange between models counts as stable, and how often they are asked for it. */
export interface Stability {
    /** The largest change of a figure that models exchange, as a share of it (or of 1). */
    tolerance: number;
    limit: number;
}

/** What a scenario comes to in a year, once what models tell one another no longer changes. */
export interface Settled {
    runs: readonly ModelRun[];
    exchange: Exchange;
    rounds: number;
    isStable: boolean;
}

/** What models that hear one another came to. */
export interface Circle {
    runs: ReadonlyMap<string, ModelRun>;
    gives: Exchange;
    rounds: number;
    isStable: boolean;
}

/**
 * Runs the models, each hearing what those before it said, until what they tell one another is
 * stable. Only models that hear one another go round in a circle; those before it are run once.
 * `start` is what they told in a year nearby. `known` are circles that were settled in this draw:
 * one of the same year that hears the same and minds the same edits is not settled again.
 */
export function settle(
    models: readonly Model[], moment: Moment, scenario: Scenario, drawn: Drawn,
    stability: Stability, start: Exchange = new Map(), known: Map<string, Circle> = new Map(),
): Settled {
    const runs = new Map<string, ModelRun>();
    const exchange = new Map<string, number>();
    let [rounds, isStable] = [0, true];
    for (const circle of circlesOf(models)) {
        const heard = takenBy(circle.flatMap(({takes}) => takes), exchange);
        const key = keyOf(circle, moment, scenario, heard);
        let found = known.get(key);
        if (!found) {
            found = settledCircle(circle, moment, scenario, drawn, stability, heard, start);
            known.set(key, found);
        }
        for (const [id, run] of found.runs) runs.set(id, run);
        for (const [name, value] of found.gives) exchange.set(name, value);
        rounds = Math.max(rounds, found.rounds);
        isStable &&= found.isStable;
    }
    return {runs: models.map(({id}) => runs.get(id)!), exchange, rounds, isStable};
}

function keyOf(
    circle: readonly Model[], {year, edits}: Moment, {demand, tariffs}: Scenario, heard: Exchange,
): string {
    const minded = edits.filter(edit => circle.some(model => model.minds
        ? model.minds(edit) : model.names[edit.kind]?.includes(edit.of)));
    return JSON.stringify([
        circle.map(({id}) => id), year, demand, tariffs, minded.map(editKey), [...heard]]);
}

/**
 * Models in groups that hear one another, in their order. Throws where one hears of a later one
 * that does not hear of it: models stand after those that they hear.
 */
export function circlesOf(models: readonly Model[]): Model[][] {
    const hears = (one: Model, other: Model): boolean => one.takes.some(start =>
        other.tells.some(name => name.startsWith(start) || start.startsWith(name)));
    // The furthest model that hears, by whatever way, of one that tells it something.
    const circles: Model[][] = [];
    for (let first = 0; first < models.length;) {
        let last = first;
        for (let at = first; at <= last; at++) {
            const furthest = models.findLastIndex(other => hears(models[at]!, other));
            last = Math.max(last, furthest);
        }
        circles.push(models.slice(first, last + 1));
        first = last + 1;
    }
    return circles;
}

/**
 * Asks models round and round. A model is run again only where something that it takes has changed.
 * What the last one tells closes the circle: what is asked of it next is what its last answers
 * advise (`Acceleration`), so that two models which overreact still meet.
 */
function settledCircle(
    models: readonly Model[], moment: Moment, scenario: Scenario, drawn: Drawn,
    {tolerance, limit}: Stability, heard: Exchange, start: Exchange,
): Circle {
    const runs = new Map<string, ModelRun>();
    const gives = new Map<string, number>();
    const isCircle = models.some(({takes}) =>
        models.some(({tells}) => takes.some(begins => tells.includes(begins))));
    const exchange = new Map(heard);
    for (const [name, value] of isCircle ? start : []) {
        if (models.at(-1)!.tells.some(begins => name.startsWith(begins))) exchange.set(name, value);
    }
    const before = new Map<string, Exchange>();
    const acceleration = new Acceleration();
    for (let round = 1; round <= limit; round++) {
        let isStable = true;
        models.forEach((model, place) => {
            const old = before.get(model.id);
            if (old && !hasChanged(old, exchange, model.takes, tolerance)) return;
            isStable = false;
            before.set(model.id, takenBy(model.takes, exchange));
            const run = model.run(moment, scenario, drawn, exchange);
            runs.set(model.id, run);
            const names = [...run.gives.keys()];
            const told = [...run.gives.values()];
            const next = !isCircle || place < models.length - 1 ? told
                : acceleration.next(names.map(name => exchange.get(name) ?? 0), told);
            names.forEach((name, i) => {
                exchange.set(name, next[i]!);
                gives.set(name, next[i]!);
            });
        });
        if (isStable || !isCircle) return {runs, gives, rounds: round, isStable: true};
    }
    return {runs, gives, rounds: limit, isStable: false};
}

// What a model takes of an exchange, as it stands now.
function takenBy(takes: readonly string[], exchange: Exchange): Exchange {
    const taken = new Map<string, number>();
    if (takes.length === 0) return taken;
    for (const [name, value] of exchange) {
        if (takes.some(start => name.startsWith(start))) taken.set(name, value);
    }
    return taken;
}

function hasChanged(
    before: Exchange, now: Exchange, takes: readonly string[], tolerance: number,
): boolean {
    if (takes.length === 0) return false;
    for (const [name, value] of now) {
        if (!takes.some(start => name.startsWith(start))) continue;
        const old = before.get(name);
        const most = tolerance * Math.max(1, Math.abs(old ?? 0));
        if (old === undefined || Math.abs(value - old) > most) return true;
    }
    return false;
}
