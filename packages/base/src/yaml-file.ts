import {
    isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type ParsedNode,
} from 'yaml';
import {choiceText, foundText, type Cell, type Check} from './check.ts';
import type {Place} from './refusal.ts';

/**
 * A value of a YAML file with where it stands. Scalars stay the text that was written (`1.50` is
 * not 1.5, `no` is not false), so that one set of readers serves YAML and tables.
 */
export class YamlValue {
    readonly place: Place;
    readonly #node: ParsedNode | null;
    readonly #file: YamlFile;
    // A value that stands for a key that is missing, of which the fault is written down.
    readonly #isMissing: boolean;

    constructor(file: YamlFile, node: ParsedNode | null, place: Place, isMissing = false) {
        this.#file = file;
        this.#node = node;
        this.place = place;
        this.#isMissing = isMissing;
    }

    /** This value as a cell; a fault where it is a list or a map. */
    cell(what: string): Cell {
        const isOne = !isMap(this.#node) && !isSeq(this.#node);
        if (!isOne) this.#file.check.fault(this.place, what, kindText(this.#node), 'one value');
        const value = isScalar(this.#node) ? this.#node.value : '';
        const text = typeof value === 'string' ? value : '';
        return {text, place: this.place, isRefused: this.#isMissing || !isOne};
    }

    /** The values of a list, none where this is empty; a fault where it is something else. */
    items(what: string): YamlValue[] {
        if (isSeq(this.#node)) {
            return this.#node.items.map(item => this.#file.value(item, this.place));
        }
        if (!this.isEmpty()) {
            this.#file.check.fault(this.place, what, kindText(this.#node), 'a list');
        }
        return [];
    }

    /**
     * The values of a map by these keys. A key that is missing though not optional is a fault, and
     * so is one that is not among them.
     */
    fields<K extends string>(
        what: string, keys: readonly K[], optional: readonly K[] = [],
    ): Readonly<Record<K, YamlValue>> {
        const found = this.#entries(what, keys);
        const mayMiss = this.#isMissing || !(isMap(this.#node) || this.isEmpty());
        return Object.fromEntries(keys.map(key => {
            const value = found.get(key);
            const isMissing = !value && !optional.includes(key);
            if (isMissing && !mayMiss) {
                this.#file.check.fault(this.place, what, `no ${key}`, `${key}: …`);
            }
            return [key, value ?? new YamlValue(this.#file, null, this.place, isMissing)];
        })) as Record<K, YamlValue>;
    }

    #entries(what: string, keys: readonly string[]): Map<string, YamlValue> {
        const found = new Map<string, YamlValue>();
        const {check} = this.#file;
        if (!isMap(this.#node)) {
            if (!this.isEmpty()) {
                check.fault(this.place, what, kindText(this.#node), `${keys.join(', ')}`);
            }
            return found;
        }
        for (const {key, value} of this.#node.items) {
            const place = this.#file.placeOf(key as ParsedNode) ?? this.place;
            const name = isScalar(key) ? String(key.value) : '';
            if (keys.includes(name)) found.set(name, this.#file.value(value as ParsedNode, place));
            else check.fault(place, what, foundText(name), choiceText(keys, name));
        }
        return found;
    }

    /** True where this stands for a key that is missing, which is told already. */
    isMissing(): boolean {
        return this.#isMissing;
    }

    /** True where one value was written, and no list or map. */
    isOne(): boolean {
        return !this.isEmpty() && isScalar(this.#node);
    }

    /** True where nothing was written. */
    isEmpty(): boolean {
        return this.#node === null || (isScalar(this.#node) && this.#node.value === '');
    }
}

class YamlFile {
    readonly name: string;
    readonly check: Check;
    readonly #lines: LineCounter;
    readonly #document: Document.Parsed;

    constructor(name: string, check: Check, lines: LineCounter, document: Document.Parsed) {
        this.name = name;
        this.check = check;
        this.#lines = lines;
        this.#document = document;
    }

    placeOf(node: ParsedNode | null): Place | undefined {
        if (!node) return undefined;
        const {line, col} = this.#lines.linePos(node.range[0]);
        return {file: this.name, line, column: col};
    }

    value(node: ParsedNode | null, parent: Place): YamlValue {
        // An alias is what its anchor stands for, said where the alias stands.
        const meant = isAlias(node) ? node.resolve(this.#document) as ParsedNode : node;
        return new YamlValue(this, meant ?? null, this.placeOf(node) ?? parent);
    }
}

/** Reads a YAML file; what is no YAML, a key written twice too, is a fault where it stands. */
export function readYaml(name: string, text: string, check: Check): YamlValue {
    const lines = new LineCounter();
    const document = parseDocument(
        text, {lineCounter: lines, schema: 'failsafe', prettyErrors: false});
    const file = new YamlFile(name, check, lines, document);
    for (const error of document.errors) {
        const {line, col} = lines.linePos(error.pos[0]);
        const place = {file: name, line, column: col};
        if (error.code === 'DUPLICATE_KEY') {
            check.fault(place, 'key', 'a key that stands there already', 'each key once');
            continue;
        }
        const found = error.message.split('\n')[0]!;
        check.fault(place, 'YAML', found, 'well-formed YAML: look at its blanks and quotes');
    }
    return file.value(document.contents, {file: name, line: 1, column: 1});
}

function kindText(node: ParsedNode | null): string {
    return isMap(node) ? 'a map' : isSeq(node) ? 'a list' : 'one value';
}
