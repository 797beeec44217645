import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import type {Account} from './account.ts';
import {judge} from './judge.ts';
import {assertBalanced, Ledger, trialBalanceOf} from './ledger.ts';
import {amountMinorOf, endsHold, type Transfer} from './transfer.ts';

const ACCOUNTS: Account[] = [
    ...Array.from({length: 12}, (_, i): Account =>
        ({id: `wallet:${i}`, limit: 'debits-within-credits'})),
    ...Array.from({length: 3}, (_, i): Account =>
        ({id: `float:${i}`, limit: 'credits-within-debits'})),
    ...Array.from({length: 4}, (_, i): Account => ({id: `toll:${i}`, limit: 'none'})),
];

/** A history with repeats, other contents under used ids, holds, ends of holds and nonsense. */
function historyFrom(chance: Chance, length: number, group = ''): Transfer[] {
    const account = () => group + chance.pick(ACCOUNTS).id;
    const id = () => `${group}t${chance.below(length)}`;
    const transfers: Transfer[] = [];
    while (transfers.length < length) {
        const said = {id: id(), atMs: transfers.length};
        const amountMinor = BigInt(chance.below(1_000) - 20);
        const holdId = transfers.length > 0 && chance.happens(0.9)
            ? chance.pick(transfers).id : id();
        const draw = chance.uniform();
        if (draw < 0.05 && transfers.length > 0) transfers.push(chance.pick(transfers));
        else if (draw < 0.2) transfers.push({kind: 'post-hold', ...said, holdId, amountMinor});
        else if (draw < 0.3) transfers.push({kind: 'void-hold', ...said, holdId});
        else {
            const kind = draw < 0.6 ? 'hold' : 'post';
            transfers.push({kind, ...said, debit: account(), credit: account(), amountMinor});
        }
    }
    return transfers;
}

const ledgerFor = (groups = ['']) => new Ledger(
    groups.flatMap(group => ACCOUNTS.map(({id, limit}) => ({id: group + id, limit}))));

for (const seed of [1, 2, 3, 20_241_124]) {
    test(`the books balance and no limit is ever broken (seed ${seed})`, () => {
        const ledger = ledgerFor();
        for (const transfer of historyFrom(chanceFrom(seed), 3_000)) {
            ledger.post([transfer]);
            for (const {limit, balances} of ledger.limited.values()) {
                const {postedDebitsMinor, postedCreditsMinor} = balances;
                const {heldDebitsMinor, heldCreditsMinor} = balances;
                assert(heldDebitsMinor >= 0n && heldCreditsMinor >= 0n);
                assert(limit === 'debits-within-credits'
                    ? postedDebitsMinor + heldDebitsMinor <= postedCreditsMinor
                    : postedCreditsMinor + heldCreditsMinor <= postedDebitsMinor);
            }
        }
        assertBalanced(trialBalanceOf(ledger.balances()));
    });

    test(`a replay moves nothing and repeats each decision (seed ${seed})`, () => {
        const ledger = ledgerFor();
        const history = historyFrom(chanceFrom(seed), 3_000);
        const answers = ledger.post(history);
        const balances = ledger.balances();
        const again = ledger.post(history);
        assert.deepEqual(again, answers.map(a => a === 'accepted' ? 'already-accepted' : a));
        assert.deepEqual(ledger.balances(), balances);
    });

    test(`no hold is spent twice, and none beyond what it held (seed ${seed})`, () => {
        const history = historyFrom(chanceFrom(seed), 3_000);
        const answers = ledgerFor().post(history);
        const accepted = history.filter((_, i) => answers[i] === 'accepted');
        const held = new Map(accepted.filter(t => t.kind === 'hold').map(t => [t.id, t]));
        const ends = accepted.filter(endsHold);
        assert.equal(new Set(ends.map(end => end.holdId)).size, ends.length);
        assert(ends.length > 20, `only ${ends.length} holds ended`);
        for (const end of ends) {
            assert(amountMinorOf(end) <= amountMinorOf(held.get(end.holdId)!));
        }
    });

    test(`the sums are those of the accepted transfers (seed ${seed})`, () => {
        const history = historyFrom(chanceFrom(seed), 3_000);
        const ledger = ledgerFor();
        const answers = ledger.post(history);
        const accepted = history.filter((_, i) => answers[i] === 'accepted');
        assert.deepEqual(ledger.balances(), sumsByHand(accepted));
    });

    test(`a batch split anywhere gives the same answers (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const history = historyFrom(chance, 2_000);
        const [whole, parts] = [ledgerFor(), ledgerFor()];
        const answers: string[] = [];
        for (let from = 0; from < history.length;) {
            const to = from + 1 + chance.below(chance.pick([3, 50, 900]));
            answers.push(...parts.post(history.slice(from, to)));
            from = to;
        }
        assert.deepEqual(answers, whole.post(history));
        assert.deepEqual(parts.balances(), whole.balances());
    });

    test(`judging leaves the view as it was (seed ${seed})`, () => {
        const history = historyFrom(chanceFrom(seed), 1_000);
        const ledger = ledgerFor();
        assert.deepEqual(judge(history, ledger), judge(history, ledger));
        assert.deepEqual(ledger.balances(), []);
    });

    test(`the order of transfers that share nothing does not matter (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const east = historyFrom(chance.fork('east'), 1_000, 'east-');
        const west = historyFrom(chance.fork('west'), 1_000, 'west-');
        const shuffled = interleaved(chance, east, west);
        const answersOf = (history: Transfer[]) => {
            const ledger = ledgerFor(['east-', 'west-']);
            const answers = ledger.post(history);
            const byGroup = (group: string) =>
                answers.filter((_, i) => history[i]!.id.startsWith(group));
            return [byGroup('east-'), byGroup('west-'), ledger.balances()];
        };
        assert.deepEqual(answersOf(shuffled), answersOf([...west, ...east]));
    });
}

function interleaved(chance: Chance, one: Transfer[], other: Transfer[]): Transfer[] {
    const mixed: Transfer[] = [];
    let [i, j] = [0, 0];
    while (i < one.length || j < other.length) {
        const fromOne = j >= other.length || (i < one.length && chance.happens(0.5));
        mixed.push(fromOne ? one[i++]! : other[j++]!);
    }
    return mixed;
}

/** The four sums, added up with none of the ledger's own code. */
function sumsByHand(accepted: readonly Transfer[]) {
    const byId = new Map(accepted.map(transfer => [transfer.id, transfer]));
    const sums = new Map<string, bigint[]>();
    const add = (account: string, column: number, amountMinor: bigint) => {
        const row = sums.get(account) ?? [0n, 0n, 0n, 0n];
        row[column]! += amountMinor;
        sums.set(account, row);
    };
    for (const transfer of accepted) {
        const sides = endsHold(transfer) ? byId.get(transfer.holdId)! : transfer;
        assert(!endsHold(sides));
        const posted = transfer.kind === 'hold' ? 0n : amountMinorOf(transfer);
        const held = transfer.kind === 'hold' ? transfer.amountMinor
            : endsHold(transfer) ? -sides.amountMinor : 0n;
        add(sides.debit, 0, posted);
        add(sides.credit, 1, posted);
        add(sides.debit, 2, held);
        add(sides.credit, 3, held);
    }
    return [...sums].sort(([a], [b]) => a < b ? -1 : 1).map(([account, row]) => [account, {
        postedDebitsMinor: row[0], postedCreditsMinor: row[1],
        heldDebitsMinor: row[2], heldCreditsMinor: row[3],
    }]);
}
