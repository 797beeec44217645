import assert from 'node:assert/strict';
import test from 'node:test';
import type {Corridor, Point, Section} from './corridor.ts';
import {Ways} from './ways.ts';

// The road of the stories: A-B-C along the coast, and from B a hill road to E. Lengths and where
// the gantry stands in its section, in kilometres; chainage runs with the first direction.
//
//     A --U1(2 of 10)-- B --U2(5 of 20)-- C        up
//     A --D1(8 of 10)-- B --D2(15 of 20)- C        down, at the same sites
//                       B --H1(3 of 6)--- E        hill
const corridor: Corridor = {
    id: 'story', name: 'story', zone: 'UTC', currency: {code: 'PKR', minorDigits: 2},
    classes: ['car'], devices: [],
    roads: [{id: 'coast', name: 'coast', directions: ['up', 'down']},
        {id: 'hill', name: 'hill', directions: ['up']}],
    interchanges: [['coast', 'A', 0], ['coast', 'B', 10], ['coast', 'C', 30], ['hill', 'B', 0],
        ['hill', 'E', 6]].map(([road, id, km]) => ({
        id: id as string, road: road as string, name: id as string,
        chainageMetres: km as number * 1000, chainageStatus: 'measured',
        lat: undefined, lon: undefined,
    })),
    sections: [
        section('coast', 'up', 'A', 'B', 10, 'U1'), section('coast', 'up', 'B', 'C', 20, 'U2'),
        section('coast', 'down', 'C', 'B', 20, 'D2'), section('coast', 'down', 'B', 'A', 10, 'D1'),
        section('hill', 'up', 'B', 'E', 6, 'H1'),
    ],
    points: [
        point('U1', 'coast', 'up', 'A', 2), point('U2', 'coast', 'up', 'B', 15),
        point('D2', 'coast', 'down', 'C', 15), point('D1', 'coast', 'down', 'B', 2),
        point('H1', 'hill', 'up', 'B', 3),
        {...point('in-A', 'coast', 'up', 'A', 0), kind: 'station'},
        {...point('out-C', 'coast', 'up', 'C', 30), kind: 'station'},
    ],
    junctions: [
        {fromRoad: 'coast', fromDirection: 'up', toRoad: 'hill', toDirection: 'up', at: 'B'},
    ],
};

function section(
    road: string, direction: string, from: string, to: string, km: number, gantry: string,
): Section {
    const metres = km * 1000;
    return {
        road, direction, from, to, gantry, lengthMetres: metres, tolledMetres: metres,
        lengthStatus: 'measured', lowMetres: metres, highMetres: metres,
    };
}

function point(id: string, road: string, direction: string, at: string, km: number): Point {
    return {
        id, kind: 'gantry', name: id, road, direction, at, chainageMetres: km * 1000,
        chainageStatus: 'measured', lat: undefined, lon: undefined,
    };
}

// From a point to a point: the gantries that lie strictly between, and the kilometres.
const stories: Record<string, string> = {
    'to the next gantry: the rest of this section and the way into that one': 'U1 U2 -> 13 km',
    'the other way, over the same metres': 'D2 D1 -> 13 km',
    'over the fork onto the other road': 'U1 H1 -> 11 km',
    'from a station to the gantry behind it': 'in-A U1 -> 2 km',
    'from a station over a gantry': 'in-A U2 -> U1, 15 km',
    'to a station': 'U1 out-C -> U2, 28 km',
    'from station to station': 'in-A out-C -> U1 U2, 30 km',
    'against the traffic there is no way': 'U2 U1 -> none',
    'nobody turns round on the road': 'U1 D1 -> none',
    'no way leads back from the hill': 'H1 U2 -> none',
    'past the fork the hill is missed': 'U2 H1 -> none',
    'a point to itself is no way': 'U1 U1 -> none',
    'nor is a station to itself': 'in-A in-A -> none',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [asked, expected] = story.split(' -> ');
        const [from, to] = asked!.split(' ');
        const ways = new Ways(corridor);
        const told = () => {
            const way = ways.between(from!, to!);
            const gantries = way?.sections.map(each => each.gantry).join(' ');
            return way ? `${gantries ? `${gantries}, ` : ''}${way.metres / 1000} km` : 'none';
        };
        assert.equal(told(), expected);
        assert.equal(told(), expected, 'asked again');
    });
}

test('a gantry has a section; a station has none', () => {
    const ways = new Ways(corridor);
    assert.equal(ways.section('U2').to, 'C');
    assert.deepEqual(['U1', 'in-A', 'nowhere'].map(id => ways.isGantry(id)), [true, false, false]);
    assert.throws(() => ways.section('in-A'), /in-A is no gantry of this corridor/);
});

test('a way to a point that is none is a fault of ours', () => {
    assert.throws(() => new Ways(corridor).between('U1', 'nowhere'), /nowhere is no point/);
    assert.throws(() => new Ways(corridor).between('nowhere', 'U1'), /nowhere is no point/);
});

test('of two ways the shorter one', () => {
    // A second road from A to C that joins the coast again, 12 km in one section.
    const shortcut: Corridor = {
        ...corridor,
        sections: [...corridor.sections, section('bypass', 'up', 'A', 'C', 12, 'S1')],
        points: [...corridor.points, point('S1', 'bypass', 'up', 'A', 1)],
        junctions: [
            {fromRoad: 'coast', fromDirection: 'up', toRoad: 'bypass', toDirection: 'up', at: 'A'},
            {fromRoad: 'bypass', fromDirection: 'up', toRoad: 'coast', toDirection: 'up', at: 'C'},
        ],
    };
    // Express lanes do the same on the coast itself.
    const express: Corridor = {
        ...corridor,
        sections: [section('coast', 'up', 'A', 'C', 12, 'S1'), ...corridor.sections],
        points: [...corridor.points, point('S1', 'coast', 'up', 'A', 1)],
    };
    for (const each of [shortcut, express]) {
        const way = new Ways(each).between('in-A', 'out-C')!;
        assert.deepEqual(way.sections.map(section => section.gantry), ['S1']);
        assert.equal(way.metres, 12_000);
    }
});

test('over two junctions in a row nobody turns round', () => {
    const fork: Corridor = {
        ...corridor,
        sections: [...corridor.sections, section('hill', 'down', 'E', 'B', 6, 'H2')],
        points: [...corridor.points, point('H2', 'hill', 'down', 'E', 3)],
        junctions: [
            {fromRoad: 'hill', fromDirection: 'down', toRoad: 'coast', toDirection: 'down',
                at: 'B'},
            {fromRoad: 'coast', fromDirection: 'down', toRoad: 'hill', toDirection: 'up', at: 'B'},
        ],
    };
    const ways = new Ways(fork);
    assert.equal(ways.between('H2', 'D1')?.metres, 11_000);
    assert.equal(ways.between('D2', 'H1')?.metres, 8_000);
    assert.equal(ways.between('H2', 'H1'), undefined);
});
