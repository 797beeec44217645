import {parseDecimal, type Decimal} from './decimal.ts';
import {groupedBy} from './group.ts';
import {nearWord} from './near.ts';
import {Refusal, type Fault, type Place} from './refusal.ts';

/** One value as it stands in a file: a cell of a table, a scalar of a YAML file. */
export interface Cell {
    text: string;
    place: Place;
    /** True where its fault is written down already, so that it is said once. */
    isRefused?: boolean;
    /** True where the table has no such column; its place is its row's then. */
    isWithoutColumn?: boolean;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads cells and collects what is wrong with them, so that a file is refused once, with all its
 * faults. A cell that is wrong gives a stand-in; `refuseIfFaulty` throws before anybody can use it.
 */
export class Check {
    readonly #faults: Fault[] = [];

    /** Writes a fault down and goes on. */
    fault(place: Place, what: string, found: string, expected: string): void {
        this.#faults.push({place, what, found, expected});
    }

    /** True where a fault is written down already. */
    get isFaulty(): boolean {
        return this.#faults.length > 0;
    }

    /** How many faults are written down: what was read between two counts alike was sound. */
    get faultCount(): number {
        return this.#faults.length;
    }

    /**
     * Throws a Refusal with every fault so far, in the order of files, lines and columns. One that
     * stands in many places alike is told at the first of them, and of a file that has very many
     * the first are told and the others counted.
     */
    refuseIfFaulty(): void {
        if (this.#faults.length === 0) return;
        throw new Refusal(firstOfEachFile(toldOnce(this.#faults.toSorted(({place: a}, {place: b}) =>
            (a.file === b.file ? 0 : a.file < b.file ? -1 : 1)
            || a.line - b.line || a.column - b.column))));
    }

    /** A text that is not empty. */
    text(cell: Cell, what: string): string {
        if (cell.text === '') this.#wrong(cell, what, 'a text');
        return cell.text;
    }

    /** What others refer to: one word, so that it may stand in a list or a path of names. */
    id(cell: Cell, what: string): string {
        const isWord = /^[^\s/,]+$/.test(cell.text);
        if (!isWord) this.#wrong(cell, what, 'one word without blanks, slashes and commas');
        return cell.text;
    }

    /** One of these words. */
    oneOf<W extends string>(cell: Cell, what: string, words: readonly W[]): W {
        const word = words.find(w => w === cell.text);
        if (word === undefined) this.#wrong(cell, what, choiceText(words, cell.text));
        return word ?? words[0]!;
    }

    /** `yes` or `no`. */
    yesNo(cell: Cell, what: string): boolean {
        return this.oneOf(cell, what, ['yes', 'no']) === 'yes';
    }

    /** An exact decimal number, not below `least`. */
    decimal(cell: Cell, what: string, least?: number): Decimal {
        const decimal = parseDecimal(cell.text);
        if (!decimal) this.#wrong(cell, what, 'a decimal number such as 3.39');
        else if (least !== undefined && Number(cell.text) < least) {
            this.#wrong(cell, what, `a number not below ${least}`);
        }
        return decimal ?? {digits: 0n, scale: 0};
    }

    /** A number between these bounds, both allowed; exact text is not needed. */
    number(cell: Cell, what: string, least: number, most: number): number {
        const value = parseDecimal(cell.text) ? Number(cell.text) : NaN;
        const isInside = value >= least && value <= most;
        if (!isInside) this.#wrong(cell, what, `a number from ${least} to ${most}`);
        return isInside ? value : least;
    }

    /** A calendar day, `2025-03-03`. */
    day(cell: Cell, what: string): string {
        const isDay = DAY.test(cell.text) && isOnCalendar(cell.text);
        if (!isDay) this.#wrong(cell, what, 'a calendar day such as 2025-03-03');
        return isDay ? cell.text : '1970-01-01';
    }

    /** Whatever `read` makes of a cell, or undefined where the cell is empty. */
    optional<T>(cell: Cell, read: (cell: Cell) => T): T | undefined {
        return cell.text === '' ? undefined : read(cell);
    }

    #wrong(cell: Cell, what: string, expected: string): void {
        if (cell.isRefused) return;
        this.fault(cell.place, what, foundText(cell.text), expected);
    }
}

/** So often the same fault is told place by place; beyond that once, with how often. */
const TOLD_EACH = 3;

// A misspelt name that forty rows use is one thing to mend, and not forty to read.
function toldOnce(faults: readonly Fault[]): Fault[] {
    const alike = groupedBy(faults, ({place: {file}, what, found, expected}) =>
        JSON.stringify([file, what, found, expected]));
    return [...alike.values()].flatMap(group => {
        if (group.length <= TOLD_EACH) return group;
        const [first, ...others] = group;
        return [{...first!, found: `${first!.found}, here and ${linesText(others)}`}];
    });
}

/** So many lines are named of one fault that stands on many. */
const LINES_NAMED = 10;

function linesText(others: readonly Fault[]): string {
    const lines = [...new Set(others.map(({place}) => place.line))];
    const more = lines.length - LINES_NAMED;
    return `on line${lines.length === 1 ? '' : 's'} ${lines.slice(0, LINES_NAMED).join(', ')}`
        + (more > 0 ? ` and ${more} more` : '');
}

/** So many faults of one file are told; nobody reads more before mending the first. */
const TOLD_OF_A_FILE = 40;

function firstOfEachFile(faults: readonly Fault[]): Fault[] {
    return [...groupedBy(faults, ({place: {file}}) => file).values()].flatMap(group => {
        if (group.length <= TOLD_OF_A_FILE) return group;
        const left = group.length - TOLD_OF_A_FILE;
        return [...group.slice(0, TOLD_OF_A_FILE), {
            place: group[TOLD_OF_A_FILE]!.place, what: 'faults from here on',
            found: `${left} more in this file`, expected: 'none: mend those above and check again',
        }];
    });
}

/** How a fault quotes what stands in the file. */
export function foundText(text: string): string {
    return text === '' ? 'nothing' : `"${text}"`;
}

/** `one of car, bus`, in the order given; `; likely bus` where `found` is a slip away from it. */
export function choiceText(words: Iterable<string>, found = ''): string {
    const all = [...words];
    return `one of ${all.join(', ')}${likelyText(found, all)}`;
}

/** `; likely bus` where that is what was meant by `found`; empty where nothing is near. */
export function likelyText(found: string, words: Iterable<string>): string {
    const meant = nearWord(found, words);
    return meant === undefined ? '' : `; likely ${meant}`;
}

// Date.parse rolls 30 February over into March; such a day was never meant.
function isOnCalendar(day: string): boolean {
    const atMs = Date.parse(`${day}T00:00:00Z`);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
}
