import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import type {DeviceKind, Token} from '@karwan/journey';
import {clustersFrom, passagesFrom, type Claim, type Passage} from './passage.ts';

const MOMENT_MS = 2_000;

// A busy minute at a few places: claims lie so close together that clusters grow long, and many
// say the same thing at the same time.
function minuteOf(chance: Chance): Claim[] {
    const kinds: readonly DeviceKind[] =
        ['laser', 'laser', 'antenna', 'camera', 'gantry', 'entry-tag', 'entry-manual', 'exit'];
    return Array.from({length: 60}, (_, nth) => {
        const kind = chance.pick(kinds);
        const atMs = chance.below(60) * 400;
        const says = (share: number) => chance.happens(share);
        const plate: Token | undefined = kind === 'camera' && says(0.8)
            ? `plate:${chance.below(8)}` : undefined;
        const isTagged = kind === 'antenna' || (kind !== 'laser' && kind !== 'camera' && says(0.9));
        return {
            seq: nth + 1, kind, device: `${kind}${chance.below(2)}`, point: `g${chance.below(2)}`,
            lane: 1 + chance.below(2), deviceMs: atMs, receivedMs: atMs, atMs,
            tag: isTagged ? `tag:${chance.below(8)}` : undefined, plate,
            confidence: plate && says(0.8) ? chance.below(10) / 10 : undefined,
            measuredClass: kind === 'laser' ? chance.pick(['car', 'bus']) : undefined,
        };
    });
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
    return items.map(item => ({item, place: chance.uniform()}))
        .sort((a, b) => a.place - b.place).map(({item}) => item);
}

const inOrder = (passages: readonly Passage[]) => [...passages].sort((a, b) => a.id - b.id);

/** A passage without the places of its claims in the log: what it says of the world. */
const wordsOf = (passages: readonly Passage[]) => passages
    .map(({readings, ...rest}) => JSON.stringify({...rest, id: 0, claims: readings.length})).sort();

for (let seed = 1; seed <= 60; seed++) {
    test(`claims in any order give the same passages, each in one (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const claims = minuteOf(chance);
        const passages = inOrder(passagesFrom(claims, MOMENT_MS));
        assert.deepEqual(inOrder(passagesFrom(shuffled(claims, chance), MOMENT_MS)), passages);
        assert.deepEqual(passages.flatMap(passage => passage.readings).sort((a, b) => a - b),
            claims.map(claim => claim.seq));
    });

    // A log in which the same was said in another order gives it other places.
    test(`claims at any place in the log say the same (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const claims = minuteOf(chance);
        const places = shuffled(claims.map(claim => claim.seq), chance);
        const moved = claims.map((claim, nth) => ({...claim, seq: places[nth]!}));
        assert.deepEqual(wordsOf(passagesFrom(moved, MOMENT_MS)),
            wordsOf(passagesFrom(claims, MOMENT_MS)));
    });

    test(`whoever is out of reach changes nothing in a cluster (seed ${seed})`, () => {
        const claims = minuteOf(chanceFrom(seed));
        const whole = inOrder(passagesFrom(claims, MOMENT_MS));
        const alone = clustersFrom(claims, MOMENT_MS)
            .flatMap(cluster => passagesFrom(cluster, MOMENT_MS));
        assert.deepEqual(inOrder(alone), whole);
    });

    test(`clusters lie in the order of time and further apart than a moment (seed ${seed})`, () => {
        const clusters = clustersFrom(minuteOf(chanceFrom(seed)), MOMENT_MS);
        for (const cluster of clusters) {
            cluster.slice(1).forEach((claim, nth) => {
                const gapMs = claim.atMs - cluster[nth]!.atMs;
                assert(gapMs >= 0 && gapMs <= MOMENT_MS);
            });
        }
        const isPart = (claim: Claim) => ['laser', 'antenna', 'camera'].includes(claim.kind);
        for (const [nth, one] of clusters.entries()) {
            for (const other of clusters.slice(nth + 1)) {
                const [a, b] = [one[0]!, other[0]!];
                const isSame = a.point === b.point && a.lane === b.lane;
                if (!isSame || !isPart(a) || !isPart(b)) continue;
                const apartMs = Math.max(a.atMs - other.at(-1)!.atMs, b.atMs - one.at(-1)!.atMs);
                assert(apartMs > MOMENT_MS, `two clusters of a lane ${apartMs} ms apart`);
            }
        }
    });

    test(`a vehicle has one tag and one plate at most (seed ${seed})`, () => {
        const claims = minuteOf(chanceFrom(seed));
        const of = new Map(claims.map(claim => [claim.seq, claim]));
        for (const passage of passagesFrom(claims, MOMENT_MS)) {
            const own = passage.readings.map(seq => of.get(seq)!);
            const tags = new Set(own.flatMap(claim => claim.tag ?? []));
            const plates = new Set(own.flatMap(claim => claim.plate ?? []));
            assert(tags.size <= 1 && plates.size <= 1);
            assert(own.filter(claim => claim.kind === 'laser').length <= 1);
        }
    });
}
