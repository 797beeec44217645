import {
    findIndicator, parseDecimal, Refusal, statuses, type Fault, type Indicator, type Place,
} from '@karwan/base';
import {
    agreementKinds, conflictRules, evidences, standings, type Agreement, type Agreements,
    type Commitment,
    type Conflict, type Measurement, type Party, type Project, type Range, type Source,
} from '../agreements.ts';
import type {Subject} from '../conflict.ts';
import {isObject} from './formats.ts';
import type {Json, JsonObject} from './schema.ts';

/** What an import could not carry over, by field, with how often. Nothing is dropped in silence. */
export interface Imported {
    readonly agreements: Agreements;
    readonly notTaken: readonly string[];
}

/** The source that figures of a package have where it names none of its own. */
const PACKAGE = 'package';
/** The fields of a project that are read. */
const TAKEN = new Set([
    'id', 'title', 'description', 'status', 'type', 'sector', 'parties', 'publicAuthority',
    'documents', 'budget', 'completion', 'forecasts', 'metrics',
]);

/**
 * The agreements in a package of OC4IDS: projects, their parties, budget and final value, and the
 * forecasts and metrics whose id is one of our indicators. Reading what `packageFrom` wrote gives
 * the same again but for the name and the version; a package of others gives what it has, and the
 * rest is listed. Throws a Refusal where it is no package.
 */
export function agreementsFrom(file: string, data: Json, id: string): Imported {
    const place: Place = {file, line: 1, column: 1};
    const projects = isObject(data) ? data['projects'] : undefined;
    if (!isObject(data) || !Array.isArray(projects)) {
        const fault: Fault = {
            place, what: 'package', found: 'no list of projects', expected: 'projects: […]',
        };
        throw new Refusal([fault]);
    }
    return new Import(place, data, id).read(projects as readonly Json[]);
}

class Import {
    readonly #place: Place;
    readonly #data: JsonObject;
    readonly #id: string;
    readonly #date: string;
    readonly #sources = new Map<string, Source>();
    readonly #parties = new Map<string, Party>();
    readonly #agreements = new Map<string, Agreement>();
    readonly #commitments: Commitment[] = [];
    readonly #measurements: Measurement[] = [];
    readonly #conflicts: Conflict[] = [];
    readonly #notTaken = new Map<string, number>();
    #prefix = '';

    constructor(place: Place, data: JsonObject, id: string) {
        this.#place = place;
        this.#data = data;
        this.#id = id;
        this.#date = /^\d{4}-\d{2}-\d{2}/.exec(text(data['publishedDate']))?.[0] ?? 'undated';
    }

    read(items: readonly Json[]): Imported {
        const publisher = this.#publisher();
        const projects = items.filter(isObject).map(item => this.#project(item));
        const agreements: Agreements = {
            id: this.#id, name: text(this.#data['uri']) || this.#id,
            version: this.#date, publisher, prefix: this.#prefix || 'oc4ids-000000',
            sources: [...this.#sources.values()], parties: [...this.#parties.values()],
            agreements: [...this.#agreements.values()], projects,
            commitments: this.#commitments, measurements: this.#measurements,
            conflicts: this.#conflicts,
        };
        const notTaken = [...this.#notTaken].map(([what, count]) => `${what} (${count})`);
        return {agreements, notTaken};
    }

    #publisher(): string {
        const {name, uid} = objectOf(this.#data['publisher']);
        const id = wordOf(text(uid) || text(name) || 'publisher');
        this.#parties.set(id, {id, name: text(name) || id, country: ''});
        return id;
    }

    #project(item: JsonObject): Project {
        const [, prefix, rest] = /^(oc4ids-[a-z0-9]{6})-(.+)$/.exec(text(item['id'])) ?? [];
        this.#prefix ||= prefix ?? '';
        const id = wordOf(rest ?? text(item['id']));
        for (const party of listOf(item['parties'])) this.#party(party);
        const authority = this.#party(objectOf(item['publicAuthority']));
        for (const document of listOf(item['documents'])) this.#document(document, id);
        this.#figures(item, id, authority);
        for (const key of Object.keys(item)) if (!TAKEN.has(key)) this.#leave(key);
        const title = text(item['title']) || id;
        return {
            id, name: title, sector: text(arrayOf(item['sector'])[0]) || 'transport',
            type: text(item['type']), status: text(item['status']) || 'identification',
            description: text(item['description']) || title, authority,
        };
    }

    #party(item: JsonObject): string {
        const id = wordOf(text(item['id']) || text(item['name']));
        if (id === '') return '';
        const before = this.#parties.get(id);
        const country = text(objectOf(item['address'])['countryName']);
        this.#parties.set(id, {
            id, name: text(item['name']) || before?.name || id,
            // Others write a name there, which is no code.
            country: /^[A-Z]{2}$/.test(country) ? country : before?.country ?? '',
        });
        return id;
    }

    #document(item: JsonObject, project: string): void {
        const [, kind, id] = /^(agreement|source)\/(.+)$/.exec(text(item['id'])) ?? [];
        if (id === undefined) return this.#leave('documents');
        if (kind === 'source') {
            this.#sources.set(id, {
                id, title: text(item['title']), date: text(item['accessDetails']),
            });
            return;
        }
        const [word, date, place, source] = text(item['accessDetails']).split('|');
        const before = this.#agreements.get(id);
        this.#agreements.set(id, {
            id, name: text(item['title']), date: date ?? 'undated', place: place ?? '',
            kind: agreementKinds.find(each => each === word) ?? 'announcement',
            parties: text(item['author']).split('; ').filter(each => each !== ''),
            projects: [...before?.projects ?? [], project], source: source ?? '',
            note: text(item['description']),
        });
    }

    #figures(item: JsonObject, project: string, authority: string): void {
        const forecasts = listOf(item['forecasts']);
        const isOurs = forecasts.some(each => findIndicator(text(each['id'])));
        for (const metric of forecasts) this.#observations(metric, project, 'forecasts');
        for (const metric of listOf(item['metrics'])) {
            this.#observations(metric, project, 'metrics');
        }
        // A budget that we wrote is one of the forecasts and would count twice.
        if (!isOurs) this.#amount(item, 'budget', 'amount', project, authority);
        this.#amount(item, 'completion', 'finalValue', project, authority);
    }

    #amount(
        item: JsonObject, field: 'budget' | 'completion', key: string, project: string,
        authority: string,
    ): void {
        const amount = objectOf(objectOf(item[field])[key]);
        if (Object.keys(amount).length === 0) return;
        if (typeof amount['amount'] !== 'number' || amount['currency'] !== 'USD') {
            return this.#leave(`${field} in ${text(amount['currency']) || 'no currency'}`);
        }
        const value = Number(`${amount['amount']}e-6`);
        const shared = {
            id: `${project}-${field}`, project, indicator: 'capital-cost', aspect: '',
            figure: {value, low: value, high: value}, party: authority || this.#publisher(),
            date: this.#date, source: this.#packageSource(), status: 'published' as const,
            note: '', at: this.#place,
        };
        if (field === 'completion') this.#measurements.push({...shared, evidence: 'published'});
        else this.#commitments.push({...shared, standing: 'planned', due: '', agreement: ''});
    }

    #observations(metric: JsonObject, project: string, field: 'forecasts' | 'metrics'): void {
        const indicator = findIndicator(text(metric['id']));
        for (const item of listOf(metric['observations'])) {
            if (!indicator) this.#leave(`${field} ${text(metric['id'])}`);
            else this.#observation(item, project, indicator, field);
        }
    }

    #observation(
        item: JsonObject, project: string, indicator: Indicator, field: 'forecasts' | 'metrics',
    ): void {
        const said = objectOf(item['dimensions']);
        const figure = rangeOf(item, said, indicator);
        if (figure === 'other-unit') return this.#leave(`${field} ${indicator.id} in another unit`);
        const shared = {
            id: wordOf(text(item['id'])), project, indicator: indicator.id,
            aspect: text(said['aspect']), party: text(said['party']) || this.#publisher(),
            date: text(said['date']) || this.#date,
            source: text(said['source']) || this.#packageSource(),
            status: statuses.find(each => each === said['status']) ?? 'published',
            note: text(item['notes']), at: this.#place,
        };
        if (field === 'forecasts') {
            this.#conflict(shared, said);
            this.#commitments.push({
                ...shared, figure, due: text(said['due']), agreement: text(said['agreement']),
                standing: standings.find(each => each === said['standing']) ?? 'planned',
            });
        } else if (!figure) this.#leave(`metrics ${indicator.id} without a figure`);
        else {
            const evidence = evidences.find(each => each === said['evidence']) ?? 'published';
            this.#measurements.push({...shared, figure, evidence});
        }
    }

    // The first figure of a conflict carries the rule that settles it.
    #conflict({project, indicator, aspect}: Subject, said: JsonObject): void {
        const rule = conflictRules.find(each => each === said['rule']);
        if (rule === undefined) return;
        this.#conflicts.push({
            project, indicator, aspect, rule, named: text(said['named']), why: text(said['why']),
            at: this.#place,
        });
    }

    #packageSource(): string {
        this.#sources.set(PACKAGE, {
            id: PACKAGE, title: `OC4IDS package ${text(this.#data['uri'])}`.trim(),
            date: this.#date,
        });
        return PACKAGE;
    }

    #leave(what: string): void {
        this.#notTaken.set(what, (this.#notTaken.get(what) ?? 0) + 1);
    }
}

// The figure in the indicator's unit; nothing where the promise was made in words alone.
function rangeOf(
    item: JsonObject, said: JsonObject, {unit}: Indicator,
): Range | undefined | 'other-unit' {
    const value = objectOf(item['value']);
    const isMoney = Object.keys(value).length > 0;
    const found = isMoney ? value['amount'] : item['measure'];
    if (found === undefined) return undefined;
    const of = isMoney ? `M ${text(value['currency'])}` : text(objectOf(item['unit'])['name']);
    const number = typeof found === 'number' || parseDecimal(text(found)) ? Number(found) : NaN;
    if (of !== unit || Number.isNaN(number)) return 'other-unit';
    const inUnit = isMoney ? Number(`${number}e-6`) : number;
    const bound = (key: 'low' | 'high'): number =>
        text(said[key]) === '' ? inUnit : Number(text(said[key]));
    return {value: inUnit, low: bound('low'), high: bound('high')};
}

function text(value: Json | undefined): string {
    return typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : '';
}

// An id in our files is one word.
function wordOf(name: string): string {
    return name.trim().replaceAll(/[\s/,;]+/g, '-');
}

function objectOf(value: Json | undefined): JsonObject {
    return isObject(value) ? value : {};
}

function arrayOf(value: Json | undefined): readonly Json[] {
    return Array.isArray(value) ? value as readonly Json[] : [];
}

function listOf(value: Json | undefined): JsonObject[] {
    return arrayOf(value).filter(isObject);
}
