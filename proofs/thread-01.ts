import {IDLE_LOAD, loadNow} from '../tools/machine.ts';
import {proof, type ProofContext} from './proof.ts';
import {isRoot, ownAccount, throwAwayAccount, type Account} from './thread-01/account.ts';
import {strangersStart, type Told} from './thread-01/strangers-start.ts';

const LIMIT_SECONDS = 120;

export default proof({
    id: 'thread-01',
    claim: 'a fresh clone in an empty folder explains its first charge by npm start alone, also '
        + 'after kill -9 of node and of PostgreSQL in both orders',
    bar: `first charge explained within ${LIMIT_SECONDS} s, install apart; as root and as an `
        + 'ordinary user, in a path with spaces, with a second copy beside it',
    kind: 'timed',
    async measure(context) {
        const load = loadNow();
        const told: Told[] = [];
        for (const make of accounts(context)) await startAs(context, make, told);
        const slowest = Math.max(...told.map(({ownSeconds}) => ownSeconds));
        const isWithin = slowest <= LIMIT_SECONDS;
        return {
            value: `${told.length} starts, the slowest ${slowest.toFixed(1)} s without install`,
            // Too slow beside other work says nothing; quick enough beside it says all the more.
            holds: isWithin || load < IDLE_LOAD ? isWithin : null,
            notes: isRoot() ? [] : ['not root: tried as this user only'],
        };
    },
});

function accounts({scratch}: ProofContext): (() => Account)[] {
    return isRoot() ? [ownAccount, () => throwAwayAccount(scratch())] : [ownAccount];
}

async function startAs(context: ProofContext, make: () => Account, told: Told[]): Promise<void> {
    const account = make();
    try {
        await strangersStart(context.root, context.scratch(), account, each => {
            told.push(each);
            context.say(`${each.what}: ${each.ownSeconds.toFixed(1)} s`
                + (each.installSeconds > 0 ? `, install ${each.installSeconds.toFixed(1)} s` : ''));
        });
    } finally {
        account.remove();
    }
}
