import {join} from 'node:path';
import {
    Router, timedFault, type DatedAnswer, type Leg, type Network,
} from '@karwan/network';
import {networkFrom} from '../apps/server/src/network-files.ts';
import {closuresIn, type Closure} from './corridor-04/record.ts';
import {proof} from './proof.ts';

const HOUR_MS = 3_600_000;
/** A truck leaves on every third day of 2025, at 06:00 in Pakistan. */
const EVERY_DAYS = 3;
const YEAR_DAYS = 365;

/** Who asks: by road, with so much patience at one place, and so many hours in all. */
const travellers = [
    {from: 'pk-karachi', to: 'af-kabul', patienceHours: 720, withinHours: 8_760},
    {from: 'pk-peshawar', to: 'af-jalalabad', patienceHours: 720, withinHours: 8_760},
    {from: 'pk-peshawar', to: 'af-jalalabad', patienceHours: 720, withinHours: 120},
    {from: 'pk-karachi', to: 'uz-tashkent', patienceHours: 48, withinHours: 8_760},
] as const;

export default proof({
    id: 'corridor-04',
    claim: 'a truck that leaves on a day of 2025 meets each border as it was when it came there: '
        + 'waiting, turning to another crossing and giving up are told apart',
    bar: 'no border passed while the record says shut; each answer proves itself; every verdict '
        + 'as its own replay of the way says; all four verdicts come up, turning and giving up '
        + 'in the closures of spring and autumn',
    kind: 'held', short: true,
    measure: ({root}) => {
        const folder = join(root, 'corridors', 'pakistan', 'network');
        const network = networkFrom(folder);
        const router = new Router(network);
        const closures = closuresIn(folder);
        const faults: string[] = [];
        const counts = new Map<string, number>();
        const notes = travellers.map(traveller => {
            const told: string[] = [];
            for (let day = 0; day < YEAR_DAYS; day += EVERY_DAYS) {
                const departMs = Date.UTC(2025, 0, 1 + day, 1);
                const answer = router.dated({...traveller, departMs, modes: ['road']});
                const {kind} = answer.verdict;
                counts.set(kind, (counts.get(kind) ?? 0) + 1);
                told.push(kind[0]!);
                faults.push(...faultsOf(network, closures, answer).map(fault =>
                    `${traveller.from} to ${traveller.to}, ${new Date(departMs).toISOString()
                        .slice(0, 10)}: ${fault}`));
            }
            return `${traveller.from} to ${traveller.to} within ${traveller.withinHours} h: `
                + told.join('');
        });
        const missing = ['unhindered', 'waits', 'turns', 'gives-up']
            .filter(kind => !counts.has(kind));
        return Promise.resolve({
            value: [...counts].map(([kind, count]) => `${count} ${kind}`).join(', '),
            holds: faults.length === 0 && missing.length === 0,
            notes: [...notes, ...missing.map(kind => `nobody ${kind}`), ...faults.slice(0, 20)],
        });
    },
});

function faultsOf(
    network: Network, closures: readonly Closure[],
    {routes, verdict, question, answer}: DatedAnswer,
): string[] {
    const proved = timedFault(question, answer);
    const faults = proved === undefined ? [] : [proved];
    const legs = routes[0]?.legs ?? [];
    const country = new Map(network.places.map(place => [place.id, place.country]));
    const waited: string[] = [];
    for (const leg of legs.filter(each => each.kind === 'border')) {
        const [from, to] = [country.get(leg.from)!, country.get(leg.to)!];
        const shut = closures.filter(each => each.of === leg.id
            && (each.from === '' || each.from === from) && (each.to === '' || each.to === to));
        const beginsMs = leg.arriveMs! + leg.waitHours * HOUR_MS;
        const isShutAt = (atMs: number): boolean =>
            shut.some(({fromMs, toMs}) => atMs >= fromMs && atMs < toMs - 1);
        if (isShutAt(beginsMs)) faults.push(`${leg.id} passed while shut`);
        if (isShutAt(leg.arriveMs!)) waited.push(leg.id);
    }
    return [...faults, ...verdictFaults(legs, waited, verdict)];
}

// What the way itself says: whether it waited at a closed border, and over which it went.
function verdictFaults(
    legs: readonly Leg[], waited: readonly string[], verdict: DatedAnswer['verdict'],
): string[] {
    const taken = legs.filter(leg => leg.kind === 'border').map(leg => leg.id).join(' ');
    switch (verdict.kind) {
        case 'unhindered':
            return waited.length > 0 ? [`unhindered, and waited at ${waited.join(' ')}`] : [];
        case 'waits': return waited.length === 0 ? ['waits, and nothing was shut'] : [];
        case 'turns': return [
            ...verdict.because.length === 0 ? ['turns, and nothing was shut'] : [],
            // By the same crossings it has turned to another road.
            ...taken === verdict.instead.join(' ') && verdict.because.every(({rule, of}) =>
                rule === 'shut' && legs.some(leg => leg.id === of))
                ? ['turns to where it would have gone'] : [],
        ];
        case 'gives-up': return [
            ...legs.length > 0 ? ['gives up, and has a way'] : [],
            ...verdict.because.length === 0 ? ['gives up, and nothing was shut'] : [],
        ];
        case 'too-late': return ['nothing leads there in time, closures or not'];
        case 'no-way': return ['there is a way without closures'];
    }
}
