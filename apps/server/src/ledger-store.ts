/** The books on disk: batches of transfers in, answers out, balances as sums plus snapshots. */
export {balancesOf, trialBalance} from './ledger-store/balances.ts';
export {mustRunAgain} from './ledger-store/posted-elsewhere.ts';
export {openAccounts} from './ledger-store/open-accounts.ts';
export {postBatch} from './ledger-store/post-batch.ts';
export {takeSnapshot} from './ledger-store/snapshot.ts';
export {verifyLedger} from './ledger-store/verify.ts';
