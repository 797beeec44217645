import {chanceFrom, HOUR_MS} from '@karwan/base';
import {certificateFault, loadNetwork, Router, timedFault} from '@karwan/network';
import {plainDijkstra} from './corridor-03/plain-dijkstra.ts';
import {filesOf, plainArcs, randomWorld} from './corridor-06/world.ts';
import {proof} from './proof.ts';

const WORLDS = 60;
const QUESTIONS = 12;
const DEPART_MS = Date.UTC(2025, 0, 6, 5);

export default proof({
    id: 'corridor-06',
    claim: 'random networks, written as files and loaded, are answered as a plain Dijkstra answers '
        + 'that reads their numbers itself, and each answer proves itself',
    bar: `${WORLDS} networks by seed with free links, islands, one-ways, parallel links, two `
        + 'gauges, borders and closures; every cost equal, no certificate wrong, no shut border '
        + 'passed',
    kind: 'held', short: true,
    measure: ({seed}) => {
        const chance = chanceFrom(seed);
        const faults: string[] = [];
        const counts = {answers: 0, none: 0, free: 0, dated: 0, waits: 0};
        for (let nth = 0; nth < WORLDS; nth++) {
            const world = randomWorld(chance);
            const router = new Router(loadNetwork(filesOf(world)));
            const {states, arcs, statesOf} = plainArcs(world);
            const say = (fault: string): number => faults.push(`world ${nth}: ${fault}`);
            for (let n = 0; n < QUESTIONS; n++) {
                const [from, to] = [chance.pick(world.places), chance.pick(world.places)];
                const answer = router.routes({from: from.id, to: to.id});
                const fault = certificateFault(router.graph, answer.cost, answer.certificate);
                if (fault !== undefined) say(fault);
                const plain = plainDijkstra(states, arcs, statesOf(from.id));
                const least = Math.min(Infinity, ...statesOf(to.id).map(state => plain[state]!));
                const ours = Math.min(Infinity,
                    ...answer.certificate.targets.map(t => answer.certificate.potential[t]!));
                if (ours !== least) say(`${from.id} to ${to.id}: ${ours}, plain ${least}`);
                counts[least === Infinity ? 'none' : least === 0 ? 'free' : 'answers']++;
                const dated = router.dated({
                    from: from.id, to: to.id, departMs: DEPART_MS, patienceHours: 400});
                const proved = timedFault(dated.question, dated.answer);
                if (proved !== undefined) say(proved);
                counts.dated++;
                for (const leg of dated.routes[0]?.legs ?? []) {
                    if (leg.waitHours > 0) counts.waits++;
                    const day = (leg.arriveMs! + leg.waitHours * HOUR_MS) / (24 * HOUR_MS);
                    const isShut = leg.kind === 'border' && world.closures.some(each =>
                        each.of === leg.id && day >= each.firstDay && day < each.lastDay + 1);
                    if (isShut) say(`${leg.id} passed while shut`);
                }
            }
        }
        return Promise.resolve({
            value: `${WORLDS * QUESTIONS - faults.length} of ${WORLDS * QUESTIONS} equal`,
            holds: faults.length === 0 && Object.values(counts).every(count => count > 5),
            notes: [Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(', '),
                ...faults.slice(0, 20)],
        });
    },
});
