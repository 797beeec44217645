import {Check, findIndicator, readYaml, type YamlValue} from '@karwan/base';
import type {Agreements, Subject} from '@karwan/agreements';

/** What something is called, by language; English where one is missing. */
export interface Names {
    en: string;
    ur?: string;
    ru?: string;
}

/** One of the things that a plan says will be done; its projects stand under it. */
export interface Pledge {
    id: string;
    names: Names;
    projects: readonly string[];
}

/** A scenario's figure in a year, and the indicator that it is said of. */
export interface PlannedWish {
    scenario: string;
    figure: string;
    year: number;
    subject: Subject;
}

/** The figures that are made of journeys. */
const journeyFigures = [
    'tag-share', 'free-flow-km', 'charged-share', 'camera-share',
] as const;
export type JourneyFigure = (typeof journeyFigures)[number];

/** A figure of journeys, and the indicator that it is said of. */
export interface JourneyWish {
    figure: JourneyFigure;
    subject: Subject;
}

/** How a corridor's table of promised figures is laid out and what is joined to it. */
export interface FrontPage {
    pledges: readonly Pledge[];
    /** What projects are called beside their names in the agreements. */
    names: ReadonlyMap<string, Names>;
    /** What aspects are called, which the agreements have in English. */
    aspects: readonly Names[];
    /** How often a figure of a scenario is drawn for its range. */
    draws: number;
    planned: readonly PlannedWish[];
    journeys: readonly JourneyWish[];
}

/** The file of a corridor's folder that says it. */
export const FRONT_PAGE_FILE = 'front-page.yaml';

/** Where no file says more: every project by itself, and nothing joined. */
export function plainFrontPage({projects}: Agreements): FrontPage {
    return {
        pledges: projects.map(({id, name}) => ({id, names: {en: name}, projects: [id]})),
        names: new Map(), aspects: [], draws: 0, planned: [], journeys: [],
    };
}

const KEYS = ['pledges', 'names', 'aspects', 'draws', 'planned', 'journeys'] as const;

/**
 * Reads `front-page.yaml`. `scenarios` are those of the corridor. Throws a Refusal with every
 * fault: a project that is none or stands under no pledge, an indicator or scenario that is none.
 */
export function readFrontPage(
    text: string, agreements: Agreements, scenarios: ReadonlySet<string>,
): FrontPage {
    const check = new Check();
    const at = readYaml(FRONT_PAGE_FILE, text, check)
        .fields('front page', KEYS, KEYS.filter(key => key !== 'pledges'));
    const projects = new Map(agreements.projects.map(each => [each.id, each.name]));
    const reader = new Reader(check, projects, scenarios);
    const page: FrontPage = {
        pledges: at.pledges.items('pledges').map(item => reader.pledge(item)),
        names: reader.names(at.names),
        aspects: at.aspects.items('aspects').map(item => reader.called(item)),
        draws: at.draws.isEmpty() ? 0 : check.number(at.draws.cell('draws'), 'draws', 0, 10_000),
        planned: at.planned.items('planned').map(item => reader.planned(item)),
        journeys: at.journeys.items('journeys').map(item => reader.journey(item)),
    };
    for (const {id} of agreements.projects) {
        const times = page.pledges.filter(each => each.projects.includes(id)).length;
        if (times !== 1) {
            check.fault(at.pledges.place, 'pledges', `${id} ${times} times`, 'each project once');
        }
    }
    check.refuseIfFaulty();
    return page;
}

class Reader {
    readonly #check: Check;
    readonly #projects: ReadonlyMap<string, string>;
    readonly #scenarios: ReadonlySet<string>;

    constructor(
        check: Check, projects: ReadonlyMap<string, string>, scenarios: ReadonlySet<string>,
    ) {
        this.#check = check;
        this.#projects = projects;
        this.#scenarios = scenarios;
    }

    pledge(item: YamlValue): Pledge {
        const {id, names, projects} = item.fields('pledge', ['id', 'names', 'projects']);
        return {
            id: this.#check.id(id.cell('id'), 'id'), names: this.called(names),
            projects: projects.items('projects').map(each => this.#project(each)),
        };
    }

    called(value: YamlValue): Names {
        const {en, ur, ru} = value.fields('names', ['en', 'ur', 'ru'], ['ur', 'ru']);
        return {en: this.#text(en, 'en'), ...this.#others(ur, ru)};
    }

    names(value: YamlValue): ReadonlyMap<string, Names> {
        const ids = [...this.#projects.keys()];
        const found = value.fields('names', ids, ids);
        return new Map(ids.map(id => {
            const {ur, ru} = found[id]!.fields('names', ['ur', 'ru'], ['ur', 'ru']);
            return [id, {en: this.#projects.get(id)!, ...this.#others(ur, ru)}];
        }));
    }

    planned(item: YamlValue): PlannedWish {
        const at = item.fields('planned',
            ['scenario', 'figure', 'year', 'project', 'indicator', 'aspect'], ['aspect']);
        const scenario = at.scenario.cell('scenario');
        if (!this.#scenarios.has(scenario.text)) {
            this.#check.fault(scenario.place, 'scenario', `"${scenario.text}"`,
                `one of ${[...this.#scenarios].join(', ')}`);
        }
        return {
            scenario: scenario.text, figure: this.#text(at.figure, 'figure'),
            year: this.#check.number(at.year.cell('year'), 'year', 2000, 2100),
            subject: this.#subject(at),
        };
    }

    journey(item: YamlValue): JourneyWish {
        const at = item.fields('journey', ['figure', 'project', 'indicator', 'aspect'], ['aspect']);
        return {
            figure: this.#check.oneOf(at.figure.cell('figure'), 'figure', journeyFigures),
            subject: this.#subject(at),
        };
    }

    #subject(at: Record<'project' | 'indicator' | 'aspect', YamlValue>): Subject {
        const indicator = at.indicator.cell('indicator');
        if (!findIndicator(indicator.text)) {
            this.#check.fault(indicator.place, 'indicator', `"${indicator.text}"`,
                'an indicator of base');
        }
        const aspect = at.aspect.isEmpty() ? '' : at.aspect.cell('aspect').text;
        return {project: this.#project(at.project), indicator: indicator.text, aspect};
    }

    #project(value: YamlValue): string {
        const cell = value.cell('project');
        if (!this.#projects.has(cell.text)) {
            this.#check.fault(cell.place, 'project', `"${cell.text}"`,
                `one of ${[...this.#projects.keys()].join(', ')}`);
        }
        return cell.text;
    }

    #others(ur: YamlValue, ru: YamlValue): Omit<Names, 'en'> {
        return {
            ...!ur.isEmpty() && {ur: this.#text(ur, 'ur')},
            ...!ru.isEmpty() && {ru: this.#text(ru, 'ru')},
        };
    }

    #text(value: YamlValue, what: string): string {
        return this.#check.text(value.cell(what), what);
    }
}
