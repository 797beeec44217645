import {ConsoleUnderTest} from './desk/console-under-test.ts';
import {sit, type Worked} from './desk/sitting.ts';
import type {Verdict} from './desk/true-vehicle.ts';
import {proof, type Measured} from './proof.ts';

const ITEMS = 200;
/** Decisions are held a moment, to be taken back. */
const HELD_MS = 9_000;
const LEAST_RIGHT = 0.97;
/** Short trips, as most are; enough of them that 200 items wait. */
const SIZE = {vehiclesPerDay: 2_400};

export default proof({
    id: 'desk-02',
    claim: 'a clerk who sees only the page decides by keys whose passage it was',
    bar: `of ${ITEMS} items at least 97 % right with the neighbours, at most half the errors of `
        + 'without them, and each decision one fact though the page is loaded anew half-way',
    kind: 'held',
    needs: ['chromium'],
    measure: async context => {
        const console = await ConsoleUnderTest.open(context, SIZE);
        try {
            const page = await console.signIn({language: 'en', theme: 'light'});
            const worked = await sit(console, page,
                {items: ITEMS, pauseMs: 0, reloadAfter: ITEMS / 2});
            await page.waitForTimeout(HELD_MS);
            const {rows} = await console.thread.database.pool.query<{item: string}>(
                `select body->>'item' as item from fact where kind = 'review' order by seq`);
            return judged(worked, rows.map(row => row.item), console.faults);
        } finally {
            await console.close();
        }
    },
});

function judged(
    worked: readonly Worked[], facts: readonly string[], faults: readonly string[],
): Measured {
    const errors = (of: 'verdict' | 'alone'): number =>
        worked.filter(each => !isRight(each[of])).length;
    const lost = worked.filter(({item}) => !facts.includes(item)).map(({item}) => item);
    const isKept = lost.length === 0 && facts.length === new Set(facts).size
        && facts.length === worked.length;
    const right = 1 - errors('verdict') / worked.length;
    return {
        value: `${(right * 100).toFixed(1)} % of ${worked.length} right, `
            + `${errors('verdict')} errors with the neighbours and ${errors('alone')} without, `
            + `${lost.length} decisions lost`,
        holds: worked.length === ITEMS && right >= LEAST_RIGHT && isKept
            && errors('verdict') * 2 <= errors('alone') && faults.length === 0,
        notes: [
            `with the neighbours: ${counted(worked, 'verdict')}`,
            `without: ${counted(worked, 'alone')}`,
            ...worked.filter(each => !isRight(each.verdict)).map(wrongText),
            ...lost.map(item => `${item} was decided and is no fact`), ...faults,
        ],
    };
}

function wrongText({item, choice, verdict}: Worked): string {
    return `${item}: ${verdict}, ${typeof choice === 'string' ? choice : `offer ${choice + 1}`}`;
}

function isRight(verdict: Verdict): boolean {
    return verdict === 'right' || verdict === 'rightly given up';
}

function counted(worked: readonly Worked[], of: 'verdict' | 'alone'): string {
    const counts = new Map<Verdict, number>();
    for (const each of worked) counts.set(each[of], (counts.get(each[of]) ?? 0) + 1);
    return [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
}
