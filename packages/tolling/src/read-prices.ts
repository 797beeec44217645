import {
    choiceText, dayBeside, foundText, minorFrom, readTable, type Cell, type Check, type Currency,
    type Decimal, type Row, type Zone,
} from '@karwan/base';
import {readDays, type Days} from './days.ts';
import {readHours, type Hours} from './hours.ts';
import {originOf, type Placed} from './placed.ts';
import type {PriceRule} from './price-rules.ts';
import {metresOf} from './read-tables.ts';
import type {Origin, Step, Surcharge, SurchargeWhen, Validity} from './scheme.ts';

/** A row of tariffs.csv: what a road charges a class from one day, or what one gantry does. */
export interface PriceRow extends Validity {
    road: string;
    class: string;
    firstDay: string;
    /** Hours of the day, as they are written. */
    hoursText: string;
    hours: Hours | undefined;
    /** Kinds of day, as they are written. */
    daysText: string;
    days: Days | undefined;
    basis: Basis;
    /** Of a price by gantry, the gantry, or all of the road where it is empty. */
    gantry: string;
    /** Currency units: per kilometre, for the whole road or stretch, or at the gantry; of a
     * matrix, whose amounts stand in a table of their own, 0. */
    amount: Decimal;
    /** Of a matrix: there and back cost the same, and one of them need not be written. */
    isSymmetric: boolean;
    /** Of a per-km price, from which length of the window on it counts. */
    beyondMetres: number;
    /** Of a share-of-road price for a stretch of the road, its ends; otherwise empty. */
    from: string;
    to: string;
    /** The rule that the row names, and the line that its amount is derived of. */
    rule: PriceRule | undefined;
    of: string;
    /** Of a price that is printed as it is to be paid, and not rounded, undefined. */
    step: Step | undefined;
    origin: Origin;
}

export type PlacedPrice = Placed<PriceRow, (typeof TARIFFS)[number]>;
export type PlacedSurcharge = Placed<Surcharge, (typeof SURCHARGES)[number]>;

type Basis =
    'per-km' | 'share-of-road' | 'per-gantry' | 'per-km-at-gantry' | 'matrix' | 'flat';
const BASES: readonly Basis[] = [
    'per-km', 'share-of-road', 'per-gantry', 'per-km-at-gantry', 'matrix', 'flat',
];

/** What is priced at each gantry by itself. */
export function isByGantry(basis: Basis): boolean {
    return basis === 'per-gantry' || basis === 'per-km-at-gantry';
}

/** What is printed as it is to be paid, and not rounded. */
function isAsPrinted(basis: Basis): boolean {
    return basis === 'per-gantry' || basis === 'matrix' || basis === 'flat';
}

const TARIFFS = [
    'road', 'class', 'first_day', 'last_day', 'days', 'hours', 'basis', 'gantry', 'from', 'to',
    'beyond_km', 'symmetric', 'amount', 'round_to', 'rounding', 'rule', 'of', 'printed_class',
    'status',
    'source', 'source_date', 'note',
] as const;
const MAY_BE_LEFT_OUT = [
    'last_day', 'days', 'hours', 'gantry', 'from', 'to', 'beyond_km', 'symmetric', 'round_to',
    'rounding', 'rule', 'of', 'printed_class', 'note',
] as const;
const SURCHARGES = [
    'id', 'when', 'first_day', 'last_day', 'factor', 'at_least', 'round_to', 'rounding', 'lateness',
    'status', 'source', 'source_date', 'note',
] as const;

/** What reading a table of prices rests on. */
export interface PriceSetting {
    zone: Zone;
    currency: Currency;
    /** Undefined where they could not be read: what names one is taken at its word. */
    rules: readonly PriceRule[] | undefined;
    /** True where corridor.yaml names holidays. */
    hasHolidays: boolean;
}

/** tariffs.csv, row by row; what a rule derives has no amount yet. */
export function readTariffs(
    file: string, text: string, {zone, currency, rules, hasHolidays}: PriceSetting,
    check: Check,
): PlacedPrice[] {
    return readTable(file, text, TARIFFS, MAY_BE_LEFT_OUT, check).map(cells => {
        const {place} = cells.road;
        const basis = check.oneOf(cells.basis, 'basis', BASES);
        const hasBasis = cells.basis.text === basis;
        const rule = check.optional(
            cells.rule, cell => ruleOf(cell, cells.amount.text, rules, check));
        const isDerived = rule !== undefined && rule.kind !== 'as-stated';
        if (isDerived) mustBeEmpty(cells.amount, `amount, which ${rule.id} makes`, check);
        else if (basis === 'matrix') {
            mustBeEmpty(cells.amount, 'amount of a matrix, which stands in matrix.csv', check);
        }
        if (!isDerived) mustBeEmpty(cells.of, 'of, where no rule derives the amount', check);
        const value = {
            road: check.text(cells.road, 'road'),
            class: check.text(cells.class, 'class'),
            firstDay: cells.first_day.text,
            ...validityOf(cells, zone, check),
            hoursText: cells.hours.text,
            hours: readHours(cells.hours, check),
            daysText: cells.days.text,
            days: readDays(cells.days, hasHolidays, check),
            basis,
            gantry: basis === 'per-gantry' ? check.text(cells.gantry, 'gantry') : cells.gantry.text,
            from: cells.from.text, to: cells.to.text,
            isSymmetric: isSymmetric(cells.symmetric, hasBasis ? basis : 'matrix', check),
            beyondMetres: check.optional(
                cells.beyond_km, cell => metresOf(cell, 'beyond_km', check)) ?? 0,
            // What belongs to a basis is not asked of a row that names none.
            amount: isDerived || basis === 'matrix' || (!hasBasis && cells.amount.text === '')
                ? NOTHING : amountOf(cells.amount, basis, currency, check),
            step: isAsPrinted(basis) || (!hasBasis && cells.round_to.text === '') ? undefined
                : stepFrom(cells.round_to, cells.rounding, currency, check),
            rule, of: cells.of.text,
            origin: rule ? originByRule(cells, rule, check) : originOf(cells, place, check),
        };
        return {value, place, cells};
    });
}

function isSymmetric(cell: Cell, basis: Basis, check: Check): boolean {
    if (cell.text !== '' && basis !== 'matrix') {
        mustBeEmpty(cell, `symmetric with ${basis}`, check);
        return false;
    }
    if (cell.text === '') return false;
    // What is no answer is told as such, and its pairs are not told to be missing beside it.
    check.oneOf(cell, 'symmetric', ['yes', 'no']);
    return cell.text !== 'no';
}

const NOTHING: Decimal = {digits: 0n, scale: 0};

// A rule that is not there is one fault and not one for each cell that it would have filled.
function ruleOf(
    cell: Cell, amount: string, rules: readonly PriceRule[] | undefined, check: Check,
): PriceRule {
    const rule = rules?.find(each => each.id === cell.text);
    if (rule) return rule;
    const ids = rules?.map(each => each.id) ?? [];
    if (rules) {
        check.fault(cell.place, 'rule', foundText(cell.text),
            ids.length > 0 ? choiceText(ids, cell.text) : 'one of priceRules in corridor.yaml');
    }
    const origin: Origin = {
        place: cell.place, source: '', sourceDate: '', status: 'assumed', note: '',
    };
    return {
        id: cell.text, kind: amount === '' ? 'times' : 'as-stated', factor: NOTHING,
        ladderClass: '', step: undefined, origin,
    };
}

// A row that names a rule has its source there, and says none of its own.
function originByRule(
    cells: Row<'road' | 'status' | 'source' | 'source_date' | 'note'>, {origin}: PriceRule,
    check: Check,
): Origin {
    for (const column of ['status', 'source', 'source_date'] as const) {
        mustBeEmpty(cells[column], `${column}, which the rule has`, check);
    }
    return {...origin, place: cells.road.place, note: cells.note.text};
}

function mustBeEmpty(cell: Cell, what: string, check: Check): void {
    if (cell.text !== '') check.fault(cell.place, what, foundText(cell.text), 'nothing');
}

// Whether there was a tag can be told again later; what a wallet held is known only when it is
// looked up.
const LATENESS: Readonly<Record<SurchargeWhen, Surcharge['lateness']>> = {
    'no-tag': 'byEventTime', 'low-balance': 'asKnown',
};

/** surcharges.csv: what is owed on top of a toll, and when. */
export function readSurcharges(
    text: string, {zone, currency}: PriceSetting, check: Check,
): PlacedSurcharge[] {
    const whens: readonly SurchargeWhen[] = ['no-tag', 'low-balance'];
    return readTable('surcharges.csv', text, SURCHARGES, ['last_day', 'note'], check).map(cells => {
        const {place} = cells.id;
        const when = check.oneOf(cells.when, 'when', whens);
        const value = {
            id: check.text(cells.id, 'surcharge id'),
            when,
            ...validityOf(cells, zone, check),
            factor: check.decimal(cells.factor, 'factor', 1),
            leastMinor: moneyOf(cells.at_least, 'at_least', currency, check),
            step: stepFrom(cells.round_to, cells.rounding, currency, check),
            lateness: check.oneOf(cells.lateness, 'lateness',
                cells.when.text === when ? [LATENESS[when]] : Object.values(LATENESS)),
            origin: originOf(cells, place, check),
        };
        return {value, place, cells};
    });
}

// A rate per kilometre may be finer than a minor unit; an amount to be paid may not.
function amountOf(cell: Cell, basis: Basis, currency: Currency, check: Check): Decimal {
    if (basis === 'per-km' || basis === 'per-km-at-gantry') return check.decimal(cell, 'amount', 0);
    return {digits: moneyOf(cell, 'amount', currency, check), scale: currency.minorDigits};
}

/** So many decimals that say nothing are let pass: no thousands look like them. */
const LEAST_SCALE = 2;

/** An amount in minor units, written with at most so many decimals. */
export function moneyOf(
    cell: Cell, what: string, currency: Currency, check: Check,
    mostScale = Math.max(currency.minorDigits, LEAST_SCALE),
): bigint {
    const decimal = check.decimal(cell, what, 0);
    const minor = minorFrom(decimal, currency);
    // 184.000 of a money without decimals is no 184: somebody set its thousands apart.
    if (minor === undefined || decimal.scale > mostScale) {
        check.fault(cell.place, what, `"${cell.text}"`,
            `an amount of ${currency.code} with at most ${currency.minorDigits} decimals`);
    }
    return minor ?? 0n;
}

// Local days, the last one included, as the sources print them.
function validityOf(row: Row<'first_day' | 'last_day'>, zone: Zone, check: Check): Validity {
    const firstDay = check.day(row.first_day, 'first_day');
    const lastDay = check.optional(row.last_day, cell => check.day(cell, 'last_day'));
    return {
        validFromMs: zone.startOfDayMs(firstDay),
        validToMs: lastDay === undefined ? Infinity : zone.startOfDayMs(dayBeside(lastDay, 1)),
    };
}

/** How to round, from the two cells that say it. */
export function stepFrom(to: Cell, way: Cell, currency: Currency, check: Check): Step {
    const stepMinor = moneyOf(to, 'round_to', currency, check);
    if (stepMinor === 0n && /^0*\.?0+$/.test(to.text)) {
        check.fault(to.place, 'round_to', `"${to.text}"`, 'more than 0');
    }
    const rounding = check.oneOf(way, 'rounding', ['nearest', 'up', 'down'] as const);
    return {stepMinor, rounding};
}
