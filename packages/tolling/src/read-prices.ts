import {
    DAY_MS, minorFrom, readTable, type Cell, type Check, type Currency, type Decimal, type Row, type Zone,
} from '@karwan/base';
import {originOf, type Placed} from './read-roads.ts';
import type {Origin, Step, Surcharge, SurchargeWhen, Validity} from './scheme.ts';

/** A row of tariffs.csv: what a road charges a class from one day, or what one gantry does. */
export interface PriceRow extends Validity {
    road: string;
    class: string;
    firstDay: string;
    basis: Basis;
    /** Of a per-gantry price, the gantry; otherwise empty. */
    gantry: string;
    /** Currency units: per kilometre, for the whole road, or at the gantry. */
    amount: Decimal;
    amountCell: Cell;
    /** Of a per-gantry price, which is not rounded, undefined. */
    step: Step | undefined;
    origin: Origin;
    cells: Readonly<Record<'road' | 'class' | 'gantry' | 'first_day', Cell>>;
}

type Basis = 'per-km' | 'share-of-road' | 'per-gantry';
const BASES: readonly Basis[] = ['per-km', 'share-of-road', 'per-gantry'];

const TARIFFS = [
    'road', 'class', 'first_day', 'last_day', 'basis', 'gantry', 'amount', 'round_to', 'rounding',
    'printed_class', 'status', 'source', 'source_date', 'note',
] as const;
const SURCHARGES = [
    'id', 'when', 'first_day', 'last_day', 'factor', 'at_least', 'round_to', 'rounding', 'lateness',
    'status', 'source', 'source_date', 'note',
] as const;

/** tariffs.csv, row by row. */
export function readTariffs(
    text: string, zone: Zone, currency: Currency, check: Check,
): Placed<PriceRow>[] {
    const optional = ['last_day', 'gantry', 'round_to', 'rounding', 'printed_class', 'note'] as const;
    return readTable('tariffs.csv', text, TARIFFS, optional, check).map(row => {
        const basis = check.oneOf(row.basis, 'basis', BASES);
        const isPerGantry = basis === 'per-gantry';
        if (isPerGantry) check.text(row.gantry, 'gantry');
        else if (row.gantry.text !== '') {
            check.fault(row.gantry.place, 'gantry', `"${row.gantry.text}"`, `nothing for ${basis}`);
        }
        return {
            road: check.text(row.road, 'road'),
            class: check.text(row.class, 'class'),
            firstDay: row.first_day.text,
            ...validityOf(row, zone, check),
            basis,
            gantry: row.gantry.text,
            amount: check.decimal(row.amount, 'amount', 0),
            amountCell: row.amount,
            step: isPerGantry ? undefined : stepOf(row, currency, check),
            origin: originOf(row, check),
            cells: row,
            place: row.road.place,
        };
    });
}

/** surcharges.csv: what is owed on top of a toll, and when. */
export function readSurcharges(
    text: string, zone: Zone, currency: Currency, check: Check,
): Placed<Surcharge>[] {
    const whens: readonly SurchargeWhen[] = ['no-tag', 'low-balance'];
    return readTable('surcharges.csv', text, SURCHARGES, ['last_day', 'note'], check).map(row => ({
        id: check.text(row.id, 'surcharge id'),
        when: check.oneOf(row.when, 'when', whens),
        ...validityOf(row, zone, check),
        factor: check.decimal(row.factor, 'factor', 1),
        leastMinor: moneyOf(row.at_least, 'at_least', currency, check),
        step: stepOf(row, currency, check),
        lateness: check.oneOf(row.lateness, 'lateness', ['byEventTime', 'asKnown'] as const),
        origin: originOf(row, check),
        place: row.when.place,
    }));
}

/** Whole minor units; a fault where the amount is finer. */
export function moneyOf(cell: Cell, what: string, currency: Currency, check: Check): bigint {
    const minor = minorFrom(check.decimal(cell, what, 0), currency);
    if (minor === undefined) {
        check.fault(cell.place, what, `"${cell.text}"`,
            `an amount of ${currency.code} with at most ${currency.minorDigits} decimals`);
    }
    return minor ?? 0n;
}

// Local days, the last one included, as the sources print them.
function validityOf(row: Row<'first_day' | 'last_day'>, zone: Zone, check: Check): Validity {
    const firstDay = check.day(row.first_day, 'first_day');
    const lastDay = check.optional(row.last_day, cell => check.day(cell, 'last_day'));
    if (lastDay !== undefined && lastDay < firstDay) {
        check.fault(row.last_day.place, 'last_day', `"${lastDay}"`, `${firstDay} or later`);
    }
    return {
        validFromMs: zone.startOfDayMs(firstDay),
        validToMs: lastDay === undefined ? Infinity : zone.startOfDayMs(dayAfter(lastDay)),
    };
}

function dayAfter(day: string): string {
    return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

function stepOf(row: Row<'round_to' | 'rounding'>, currency: Currency, check: Check): Step {
    const stepMinor = moneyOf(row.round_to, 'round_to', currency, check);
    if (stepMinor === 0n) {
        check.fault(row.round_to.place, 'round_to', `"${row.round_to.text}"`, 'more than 0');
    }
    const rounding = check.oneOf(row.rounding, 'rounding', ['nearest', 'up', 'down'] as const);
    return {stepMinor, rounding};
}
