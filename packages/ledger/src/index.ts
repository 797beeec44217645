export {
    accountKind, isWithin, NO_BALANCES, spendableMinor, type Account, type Balances, type Limit,
} from './account.ts';
export {TRANSFER_REFUSALS, type Answer, type Decision, type TransferRefusal} from './answer.ts';
export {
    judge, stateAfter, type Decided, type HoldState, type Judgement, type Taken, type View,
} from './judge.ts';
export {assertBalanced, Ledger, trialBalanceOf, type KindBalances} from './ledger.ts';
export {after, movementOf, type Limited, type Movement} from './movement.ts';
export {
    amountMinorOf, endsHold, holdIdOf, isSameTransfer, MOST_MINOR, type Hold, type Post,
    type PostHold, type Transfer, type VoidHold,
} from './transfer.ts';
