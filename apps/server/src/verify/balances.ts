import type {Connection} from '../sql.ts';
import {
    chargeTermsOf, passageTermsOf, type ChargeTerms, type Extent, type PassageTerms,
} from './balance-terms.ts';

/** So many, and what they are worth. */
export interface Term {
    count: number;
    minor: bigint;
}

/** detections = identified + unidentifiable + false, each counted from its own rows. */
export interface DetectionBalance {
    detections: number;
    identified: number;
    unidentifiable: number;
    /** A vehicle that a device counted again. */
    false: number;
    difference: number;
}

/** passages = charged + exempt + in review + written off; the others stand beside it. */
export interface PassageBalance {
    passages: number;
    charged: Term;
    /** Worth the toll that would have been. */
    exempt: Term;
    /** Charged to nobody until somebody decides. */
    inReview: Term;
    writtenOff: Term;
    difference: number;
    /** Gantries that must have been passed and reported nothing. */
    inferred: number;
    /** Records of stations on ramps. */
    stations: number;
    /** Gantry passages that no laser, loop or whole-gantry device counted. */
    undetected: number;
}

/** charges = paid + open + noticed + disputed + lost, in windows and in money. */
export interface ChargeBalance {
    charges: Term;
    paid: Term;
    open: Term;
    noticed: Term;
    disputed: Term;
    lost: Term;
    difference: Term;
    /** Windows that are charged and cost nothing. */
    free: number;
}

export interface Balances {
    /** The local day; undefined for all days together. */
    day: string | undefined;
    detections: DetectionBalance;
    passages: PassageBalance;
    charges: ChargeBalance;
}

/** The three balances of each day that has anything to count, in the order of days. */
export async function balancesByDay(
    connection: Connection, extent: Extent,
): Promise<Balances[]> {
    const passages = await passageTermsOf(connection, extent);
    const charges = await chargeTermsOf(connection, extent);
    const passagesOn = new Map(passages.map(row => [row.day, row]));
    const chargesOn = new Map(charges.map(row => [row.day, row]));
    return [...new Set([...passagesOn.keys(), ...chargesOn.keys()])].sort()
        .map(name => balancesOf(name, passagesOn.get(name), chargesOn.get(name)));
}

function balancesOf(
    name: string, p: PassageTerms | undefined, c: ChargeTerms | undefined,
): Balances {
    const passages = {
        passages: p?.passages ?? 0,
        charged: term(p?.charged, c?.charged_minor),
        exempt: term(p?.exempt, c?.exempt_minor),
        inReview: term(p?.in_review, p?.in_review_minor),
        writtenOff: term(p?.written_off, p?.written_off_minor),
        inferred: c?.inferred ?? 0, stations: p?.stations ?? 0, undetected: p?.undetected ?? 0,
    };
    const detections = {
        detections: p?.detections ?? 0, identified: p?.identified ?? 0,
        unidentifiable: p?.unidentifiable ?? 0, false: p?.again ?? 0,
    };
    const charges = {
        charges: term(c?.charges, c?.charges_minor), paid: term(c?.paid, c?.paid_minor),
        open: term(c?.open, c?.open_minor), noticed: term(c?.noticed, c?.noticed_minor),
        disputed: term(c?.disputed, c?.disputed_minor), lost: term(c?.lost, c?.lost_minor),
        free: c?.free ?? 0,
    };
    return closed({day: name, detections, passages, charges});
}

type Open = {
    day: string | undefined;
    detections: Omit<DetectionBalance, 'difference'>;
    passages: Omit<PassageBalance, 'difference'>;
    charges: Omit<ChargeBalance, 'difference'>;
};

function closed({day: name, detections: d, passages: p, charges: c}: Open): Balances {
    const rest = (of: (term: Term) => number | bigint) =>
        [c.paid, c.open, c.noticed, c.disputed, c.lost].map(of);
    return {
        day: name,
        detections: {...d, difference: d.detections - d.identified - d.unidentifiable - d.false},
        passages: {
            ...p,
            difference: p.passages - p.charged.count - p.exempt.count - p.inReview.count
                - p.writtenOff.count,
        },
        charges: {
            ...c,
            difference: {
                count: (rest(term => term.count) as number[])
                    .reduce((left, count) => left - count, c.charges.count),
                minor: (rest(term => term.minor) as bigint[])
                    .reduce((left, minor) => left - minor, c.charges.minor),
            },
        },
    };
}

function term(count: number | undefined, minor: string | undefined): Term {
    return {count: count ?? 0, minor: BigInt(minor ?? 0)};
}

/** The balances of several days as those of one. */
export function together(days: readonly Balances[]): Balances {
    const sum = (of: (balances: Balances) => number) =>
        days.reduce((total, balances) => total + of(balances), 0);
    const sumTerm = (of: (balances: Balances) => Term): Term => ({
        count: sum(balances => of(balances).count),
        minor: days.reduce((total, balances) => total + of(balances).minor, 0n),
    });
    return closed({
        day: undefined,
        detections: {
            detections: sum(b => b.detections.detections),
            identified: sum(b => b.detections.identified),
            unidentifiable: sum(b => b.detections.unidentifiable),
            false: sum(b => b.detections.false),
        },
        passages: {
            passages: sum(b => b.passages.passages),
            charged: sumTerm(b => b.passages.charged), exempt: sumTerm(b => b.passages.exempt),
            inReview: sumTerm(b => b.passages.inReview),
            writtenOff: sumTerm(b => b.passages.writtenOff),
            inferred: sum(b => b.passages.inferred), stations: sum(b => b.passages.stations),
            undetected: sum(b => b.passages.undetected),
        },
        charges: {
            charges: sumTerm(b => b.charges.charges), paid: sumTerm(b => b.charges.paid),
            open: sumTerm(b => b.charges.open), noticed: sumTerm(b => b.charges.noticed),
            disputed: sumTerm(b => b.charges.disputed), lost: sumTerm(b => b.charges.lost),
            free: sum(b => b.charges.free),
        },
    });
}

/** True where nothing is left over in any of the three. */
export function isBalanced({detections, passages, charges}: Balances): boolean {
    return detections.difference === 0 && passages.difference === 0
        && charges.difference.count === 0 && charges.difference.minor === 0n;
}
