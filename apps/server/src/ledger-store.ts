/** The books on disk: batches of transfers in, answers out, balances as sums plus snapshots. */
export {balancesOf, balancesOf as limitedBalances, trialBalance} from './ledger-store/balances.ts';
export {listTransfersFor, type Recorded} from './ledger-store/recorded.ts';
export {mustRunAgain, PostedElsewhere} from './ledger-store/posted-elsewhere.ts';
export {openAccounts, type Opened} from './ledger-store/open-accounts.ts';
export {postBatch} from './ledger-store/post-batch.ts';
export {takeSnapshot} from './ledger-store/snapshot.ts';
export {verifyLedger, type LedgerFault} from './ledger-store/verify.ts';
