import type {Network} from '@karwan/network';
import type {Edit, Input, Scenario, Vocabulary} from '@karwan/plan';
import {scenarioFiles, type CorridorStudy} from '../corridor-study.ts';
import {studyDigest} from '../study-digest.ts';

/** A scenario of the corridor: its page, what it takes over, and what of its edits is its own. */
export interface ScenarioTold {
    id: string;
    name: string;
    from: string | null;
    day: string;
    seed: number;
    yaml: string;
    own: readonly Edit[];
    inherited: readonly Edit[];
}

/** All that a page needs to make a scenario, and a server to judge one without the models. */
export interface PlanGround {
    /** What was read: a comparison is known by it too. */
    version: string;
    scenarios: readonly ScenarioTold[];
    vocabulary: Vocabulary;
    inputs: readonly Pick<Input, 'id' | 'low' | 'value' | 'high' | 'unit' | 'status' | 'source'>[];
    frame: {unit: string; firstYear: number; years: number; rate: number; draws: number};
    /** Straight pieces of what can be built, by its name: schematic. */
    lines: Readonly<Record<string, readonly (readonly [Point, Point])[]>>;
    files: ReadonlyMap<string, string>;
}

type Point = readonly [lon: number, lat: number];

/** What of a corridor's study is told to others. */
export function groundOf(study: CorridorStudy): PlanGround {
    const {folder, frame, vocabulary, inputs, network, scenarios} = study;
    const files = scenarioFiles(folder);
    return {
        version: studyDigest(folder), files, vocabulary, lines: linesOf(network, study),
        scenarios: [...files].map(([file, yaml]) => scenarioTold(file, yaml, scenarios)),
        inputs: inputs.map(({id, low, value, high, unit, status, source}) =>
            ({id, low, value, high, unit, status, source})),
        frame: {unit: frame.unit, firstYear: frame.firstYear, years: frame.years, rate: frame.rate,
            draws: frame.draws},
    };
}

function scenarioTold(
    file: string, yaml: string, scenarios: ReadonlyMap<string, Scenario>,
): ScenarioTold {
    const id = file.replace(/^.*\//, '').replace(/\.yaml$/, '');
    const {name, base: from, day, seed, edits} = scenarios.get(id)!;
    const base = new Set(from === undefined ? [] : scenarios.get(from)!.edits);
    return {
        id, name, from: from ?? null, day, seed, yaml, own: edits.filter(edit => !base.has(edit)),
        inherited: edits.filter(edit => base.has(edit)),
    };
}

// What has a project, is a renewed line, or stands alone under its own name.
function linesOf({links, places}: Network, {frame}: CorridorStudy): PlanGround['lines'] {
    const at = new Map(places.map(({id, lon, lat}): [string, Point] => [id, [lon, lat]]));
    const lines: Record<string, (readonly [Point, Point])[]> = {};
    for (const link of links) {
        const renewed = frame.renewals.filter(({line}) => line === link.line).map(({id}) => id);
        const names = link.state === 'open' ? renewed : [link.project ?? link.id];
        for (const name of names) {
            (lines[name] ??= []).push([at.get(link.from)!, at.get(link.to)!]);
        }
    }
    return lines;
}
