import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {Check, readYaml, type YamlValue} from '@karwan/base';
import type {Network} from '@karwan/network';
import type {Edit, Input, Scenario, Vocabulary} from '@karwan/plan';
import {scenarioFiles, type CorridorStudy} from '../corridor-study.ts';

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
        version: versionOf(folder), files, vocabulary, lines: linesOf(network, study),
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
    const {name, day, seed, edits} = scenarios.get(id)!;
    const from = baseOf(readYaml(file, yaml, new Check()));
    const base = new Set(from === null ? [] : scenarios.get(from)!.edits);
    return {
        id, name, from, day, seed, yaml, own: edits.filter(edit => !base.has(edit)),
        inherited: edits.filter(edit => base.has(edit)),
    };
}

const KEYS = ['name', 'from', 'day', 'demand', 'tariffs', 'seed', 'edits'] as const;

function baseOf(page: YamlValue): string | null {
    const {from} = page.fields('scenario', KEYS, KEYS);
    return from.isEmpty() ? null : from.cell('from').text;
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

/** A digest of every file that a comparison is made from. */
function versionOf(folder: string): string {
    const digest = createHash('sha256');
    for (const part of ['agreements', 'demand', 'network', 'scenarios', 'values']) {
        const names = readdirSync(join(folder, part), {recursive: true}) as string[];
        for (const name of names.sort()) {
            const path = join(folder, part, name);
            if (!statSync(path).isFile()) continue;
            digest.update(`${part}/${name}`).update('\0').update(readFileSync(path));
        }
    }
    return digest.digest('hex');
}
