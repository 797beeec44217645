import {Acceleration} from './acceleration.ts';
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

/**
 * Runs the models, each hearing what those before it just said, until what they tell one another
 * is stable. A model is run again only where something that it takes has changed. What the last
 * model tells closes the circle: what is asked of it next is what its last answers advise
 * (`Acceleration`), so that two models which overreact still meet.
 * `start` is what it told in a year nearby.
 */
export function settle(
    models: readonly Model[], moment: Moment, scenario: Scenario, drawn: Drawn,
    {tolerance, limit}: Stability, start: Exchange = new Map(),
): Settled {
    const runs = new Map<string, ModelRun>();
    const last = models.at(-1);
    const exchange = new Map([...start].filter(([name]) =>
        last?.tells.some(begins => name.startsWith(begins))));
    const heard = new Map<string, Exchange>();
    const acceleration = new Acceleration();
    for (let round = 1; round <= limit; round++) {
        let isStable = true;
        models.forEach((model, place) => {
            const before = heard.get(model.id);
            if (before && !hasChanged(before, exchange, model.takes, tolerance)) return;
            isStable = false;
            heard.set(model.id, takenBy(model.takes, exchange));
            const run = model.run(moment, scenario, drawn, exchange);
            runs.set(model.id, run);
            if (place < models.length - 1) {
                for (const [name, value] of run.gives) exchange.set(name, value);
                return;
            }
            const names = [...run.gives.keys()];
            const next = acceleration.next(
                names.map(name => exchange.get(name) ?? 0), [...run.gives.values()]);
            names.forEach((name, i) => exchange.set(name, next[i]!));
        });
        if (isStable) return {runs: runsOf(models, runs), exchange, rounds: round, isStable};
    }
    return {runs: runsOf(models, runs), exchange, rounds: limit, isStable: false};
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

function runsOf(models: readonly Model[], runs: ReadonlyMap<string, ModelRun>): ModelRun[] {
    return models.map(({id}) => runs.get(id)!);
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
