import {internalRates, presentValue, type BaseYear} from './discount.ts';

/** What a bank lends: drawn in the first years, repaid in equal instalments after a grace time. */
export interface Loan {
    /** What is drawn in each year. */
    drawn: readonly number[];
    /** Interest a year as a share. */
    interest: number;
    /** From which year (0 is the first) it is repaid, and over how many years. */
    repaidFrom: number;
    years: number;
    /** `level`: the same payment each year. `equal principal`: falling payments. */
    manner: 'level' | 'equal principal';
}

/** An owner's money, year by year, each amount above zero; all series have as many years. */
export interface Owner {
    revenue: readonly number[];
    running: readonly number[];
    capital: readonly number[];
    grants: readonly number[];
    loan: Loan;
}

/** What remains for the owner, and whether the bank is safe. */
export interface OwnerCash {
    /** Revenue less running cost: what can serve debt. */
    available: readonly number[];
    debtService: readonly number[];
    /** What the owner puts in (below zero) or takes out. */
    toOwner: readonly number[];
    /** Available by debt service in each year with any; else undefined. */
    dscr: readonly (number | undefined)[];
    leastDscr: number | undefined;
    worth: number;
    internalRates: readonly number[];
}

/** The owner's cash: tolls, running cost, capital, grants and debt. */
export function ownerCash(owner: Owner, rate: number, baseYear: BaseYear): OwnerCash {
    const years = owner.revenue.length;
    refuseUneven(owner);
    const {debtService} = debtOf(owner.loan, years);
    const available = owner.revenue.map((revenue, year) => revenue - owner.running[year]!);
    const toOwner = available.map((cash, year) => cash - debtService[year]!
        - owner.capital[year]! + owner.grants[year]! + (owner.loan.drawn[year] ?? 0));
    const dscr = available.map((cash, year) =>
        debtService[year]! > 0 ? cash / debtService[year]! : undefined);
    const known = dscr.filter(ratio => ratio !== undefined);
    return {
        available, debtService, toOwner, dscr,
        leastDscr: known.length === 0 ? undefined : Math.min(...known),
        worth: presentValue(toOwner, rate, baseYear), internalRates: internalRates(toOwner),
    };
}

function refuseUneven({revenue, running, capital, grants, loan}: Owner): void {
    const years = revenue.length;
    if ([running, capital, grants].some(series => series.length !== years)
        || loan.drawn.length > years) {
        throw new Error(`an owner's series have ${years} years each`);
    }
    if (loan.repaidFrom < loan.drawn.length) throw new Error('a loan is repaid after it is drawn');
}

/**
 * What is paid in each year and what is owed at its end. Until it is repaid interest is added to
 * what is owed; a draw bears interest from the next year on. What is owed after the last year of
 * the series (a loan that runs longer) is left in `owed`.
 */
export function debtOf(
    loan: Loan, years: number,
): {debtService: readonly number[]; owed: readonly number[]} {
    const {interest, repaidFrom, manner} = loan;
    const debtService: number[] = [];
    const owed: number[] = [];
    let before = 0;
    for (let year = 0; year < years; year++) {
        const grown = before * (1 + interest);
        const left = repaidFrom + loan.years - year;
        const isRepaid = year >= repaidFrom && left > 0;
        const paid = !isRepaid ? 0 : manner === 'level'
            ? levelPayment(before, interest, left) : before / left + before * interest;
        debtService.push(paid);
        before = grown - paid + (loan.drawn[year] ?? 0);
        owed.push(before);
    }
    return {debtService, owed};
}

// The annuity that pays back what is owed over so many years.
function levelPayment(owed: number, interest: number, years: number): number {
    return interest === 0 ? owed / years : owed * interest / (1 - (1 + interest) ** -years);
}
