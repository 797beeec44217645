import {compareText, groupedBy} from '@karwan/base';
import {tagToken, type Plate, type Token} from '@karwan/journey';
import type {Cause, Passage, TrueCharge, Truth, TrueVehicle} from '@karwan/world';
import type pg from 'pg';

/** The engine's answer held against the truth of the world that it saw. */
export interface Comparison {
    vehicles: number;
    knowable: number;
    /** What differs for knowable vehicles, and in the counts of gantries: must be empty. */
    differences: Difference[];
    /** Vehicles that cannot be known, by each of their causes, and how many came out different. */
    byCause: Map<Cause, {vehicles: number; different: number}>;
    /** What unknowable vehicles were charged beyond the truth, and short of it, in minor units. */
    overMinor: bigint;
    shortMinor: bigint;
    /** Charges to vehicles that do not exist: plates that were misread. */
    phantoms: {vehicles: number; amountMinor: bigint};
}

export interface Difference {
    /** A vehicle or a gantry of the world. */
    of: string;
    what: 'passages' | 'paths' | 'charges' | 'detections';
    expected: string;
    found: string;
}

/** What the engine says of one vehicle, as lines that can be compared. */
interface Account {
    passages: string[];
    paths: string[];
    charges: string[];
    amountMinor: bigint;
}

/** Reads what a database says happened and compares it, vehicle by vehicle. */
export async function comparedWith(
    truth: Truth, pool: pg.Pool, tokenOf: (plate: Plate) => Token, leastConfidence: number,
): Promise<Comparison> {
    const accounts = await accountsIn(pool);
    const result: Comparison = {
        vehicles: truth.vehicles.length, knowable: 0,
        differences: await gantryDifferences(truth, pool),
        byCause: new Map(), overMinor: 0n, shortMinor: 0n,
        phantoms: {vehicles: 0, amountMinor: 0n},
    };
    for (const each of truth.vehicles) {
        const {plate, fittedTag} = each.vehicle;
        const tokens = [tokenOf(plate), ...fittedTag === undefined ? [] : [tagToken(fittedTag)]];
        const found = joined(tokens.flatMap(token => accounts.get(token) ?? []));
        tokens.forEach(token => accounts.delete(token));
        const expected = trueAccount(each, leastConfidence);
        const differences = differencesOf(each.vehicle.id, expected, found);
        if (each.unknowableBy.length === 0) {
            result.knowable++;
            result.differences.push(...differences);
        } else {
            count(result, each.unknowableBy, differences, found.amountMinor - expected.amountMinor);
        }
    }
    for (const {amountMinor} of accounts.values()) {
        result.phantoms.vehicles++;
        result.phantoms.amountMinor += amountMinor;
    }
    return result;
}

function count(
    result: Comparison, causes: readonly Cause[], differences: readonly Difference[], more: bigint,
): void {
    for (const cause of causes) {
        const counted = result.byCause.get(cause) ?? {vehicles: 0, different: 0};
        counted.vehicles++;
        if (differences.length > 0) counted.different++;
        result.byCause.set(cause, counted);
    }
    if (more > 0n) result.overMinor += more;
    else result.shortMinor -= more;
}

function trueAccount({vehicle, trips}: TrueVehicle, leastConfidence: number): Account {
    const isSeen = ({left}: Passage): boolean =>
        left!.antenna === 'right' && vehicle.registration !== 'never'
        || left!.camera === 'right' && left!.confidence! >= leastConfidence;
    const charges = trips.flatMap(trip => trip.charges);
    return {
        passages: trips.flatMap(trip => trip.passages).filter(isSeen).map(({gantry, left}) =>
            `${gantry} x${left!.laser === 'right' ? 1 : 0}`),
        paths: trips.map(({passages}) => passages.map(passage =>
            isSeen(passage) ? passage.gantry : `(${passage.gantry})`).join(' ')),
        charges: charges.map(chargeLine),
        amountMinor: charges.reduce((sum, charge) => sum + charge.amountMinor, 0n),
    };
}

function chargeLine(charge: TrueCharge): string {
    const {road, entry, exit, tolledMetres, surcharge, payer} = charge;
    return `${road} ${entry}>${exit} ${tolledMetres} m ${charge.class} ${charge.tollMinor}`
        + `${surcharge ? `+${charge.surchargeMinor} ${surcharge}` : ''}`
        + ` = ${charge.amountMinor} ${payer}`;
}

function differencesOf(of: string, expected: Account, found: Account): Difference[] {
    return (['passages', 'paths', 'charges'] as const).flatMap(what => {
        const [wanted, had] = [expected, found].map(account => linesOf(what, account).join(' | '));
        return wanted === had ? [] : [{of, what, expected: wanted!, found: had!}];
    });
}

// Of two windows that begin and end at once neither comes first: charges are compared as a heap.
function linesOf(
    what: 'passages' | 'paths' | 'charges', account: Account,
): readonly string[] {
    return what === 'charges' ? account.charges.toSorted(compareText) : account[what];
}

function joined(accounts: readonly Account[]): Account {
    return {
        passages: accounts.flatMap(account => account.passages),
        paths: accounts.flatMap(account => account.paths),
        charges: accounts.flatMap(account => account.charges),
        amountMinor: accounts.reduce((sum, account) => sum + account.amountMinor, 0n),
    };
}

async function accountsIn(pool: pg.Pool): Promise<Map<Token, Account>> {
    const accounts = new Map<Token, Account>();
    const of = (vehicle: Token): Account => {
        const known = accounts.get(vehicle) ?? joined([]);
        accounts.set(vehicle, known);
        return known;
    };
    for (const row of await rowsOf<PassageRow>(pool, `select vehicle, point, detections
        from passage where vehicle is not null order by vehicle, at_ms, id`)) {
        of(row.vehicle).passages.push(`${row.point} x${row.detections}`);
    }
    for (const row of await rowsOf<TripRow>(pool, `select vehicle, path, inferred
        from trip order by vehicle, from_ms`)) {
        of(row.vehicle).paths.push(row.path.map(gantry =>
            row.inferred.includes(gantry) ? `(${gantry})` : gantry).join(' '));
    }
    for (const row of await rowsOf<DueRow>(pool, `select * from due
        order by vehicle, from_ms, to_ms`)) {
        const account = of(row.vehicle);
        account.charges.push(dueLine(row));
        account.amountMinor += BigInt(row.amount_minor);
    }
    return accounts;
}

interface PassageRow {vehicle: Token; point: string; detections: number}

interface TripRow {vehicle: Token; path: string[]; inferred: string[]}

interface DueRow {
    vehicle: Token; road: string; entry: string; exit: string; tolled_metres: string;
    class: string; state: string; toll_minor: string; surcharge_when: string | null;
    surcharge_minor: string; amount_minor: string; payer: string;
}

function dueLine(row: DueRow): string {
    return chargeLine({
        road: row.road, entry: row.entry, exit: row.exit,
        tolledMetres: Number(row.tolled_metres), class: row.class,
        tollMinor: BigInt(row.toll_minor),
        surcharge: (row.surcharge_when ?? undefined) as TrueCharge['surcharge'],
        surchargeMinor: BigInt(row.surcharge_minor), amountMinor: BigInt(row.amount_minor),
        payer: row.state === 'exempt' ? 'exempt'
            : row.payer.startsWith('wallet:') ? 'wallet' : 'owed',
    });
}

async function gantryDifferences(truth: Truth, pool: pg.Pool): Promise<Difference[]> {
    const rows = await rowsOf<{point: string; counted: number}>(pool, `select point,
        sum(detections)::int as counted from passage where kind = 'gantry' group by point`);
    const found = new Map(rows.map(({point, counted}) => [point, counted]));
    const gantries = [...new Set([...truth.detections.keys(), ...found.keys()])].sort(compareText);
    return gantries.flatMap(of => {
        const [expected, had] = [truth.detections, found].map(counts => counts.get(of) ?? 0);
        return expected === had ? []
            : [{of, what: 'detections', expected: String(expected), found: String(had)}];
    });
}

async function rowsOf<Row>(pool: pg.Pool, text: string): Promise<Row[]> {
    return (await pool.query(text)).rows as Row[];
}

/** The differences by what differs, for a person: how many, and the first few. */
export function differenceLines(differences: readonly Difference[], most: number): string[] {
    return [...groupedBy(differences, ({what}) => what)].flatMap(([what, all]) => [
        `${what}: ${all.length} differ`,
        ...all.slice(0, most).map(({of, expected, found}) => {
            const [wanted, had] = firstApart(expected.split(' | '), found.split(' | '));
            return `  ${of}: expected ${wanted ?? 'no more'}, found ${had ?? 'no more'}`;
        }),
    ]);
}

function firstApart(expected: readonly string[], found: readonly string[]): (string | undefined)[] {
    const nth = expected.findIndex((line, i) => line !== found[i]);
    const at = nth < 0 ? expected.length : nth;
    return [expected[at], found[at]];
}
