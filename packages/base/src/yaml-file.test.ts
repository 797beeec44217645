import assert from 'node:assert/strict';
import test from 'node:test';
import {Check} from './check.ts';
import {faultText, Refusal} from './refusal.ts';
import {readYaml} from './yaml-file.ts';

// Reads a road with a list of ways; what was read, or what is wrong.
function read(text: string): string {
    const check = new Check();
    const road = readYaml('r.yaml', text, check).fields('road', ['id', 'km', 'ways'], ['ways']);
    const told = [
        check.text(road.id.cell('id'), 'id'),
        check.number(road.km.cell('km'), 'km', 0, 1000),
        ...road.ways.items('ways').map(way => {
            const {text, place: {line, column}} = way.cell('way');
            return `${text}@${line}:${column}`;
        }),
    ];
    try {
        check.refuseIfFaulty();
    } catch (error) {
        assert(error instanceof Refusal);
        return error.faults.map(faultText).join(' | ');
    }
    return told.join(' ');
}

const stories: [name: string, text: string, told: string][] = [
    ['a map and a list', 'id: M-2\nkm: 9.50\nways: [north, south]', 'M-2 9.5 north@3:8 south@3:15'],
    ['an alias is what its anchor stands for', 'id: &a M-2\nkm: 1\nways: [*a]', 'M-2 1 M-2@3:8'],
    ['no is a text and not false', 'id: no\nkm: 1', 'no 1'],
    ['a key that is missing', 'id: M-2', 'r.yaml:1:1 road: found no km, expected km: …'],
    ['a key without its value', 'id: M-2\nkm:',
        'r.yaml:2:4 km: found nothing, expected a number from 0 to 1000'],
    ['a key that is unknown', 'id: M-2\nkm: 9\nlenght: 3',
        'r.yaml:3:1 road: found "lenght", expected one of id, km, ways'],
    ['a map where a value should be', 'id: {a: b}\nkm: 9',
        'r.yaml:1:5 id: found a map, expected one value'],
    ['a value where a list should be', 'id: M-2\nkm: 9\nways: north',
        'r.yaml:3:7 ways: found one value, expected a list'],
    ['a list where the map should be', '- id',
        'r.yaml:1:1 road: found a list, expected id, km, ways'],
    ['what is no YAML', 'id: M-2\nkm: [9',
        'r.yaml:2:5 km: found a list, expected one value | '
        + 'r.yaml:2:7 YAML: found Flow sequence in block collection must be sufficiently indented '
        + 'and '
        + 'end with a ], expected well-formed YAML: look at its blanks and quotes'],
];

for (const [name, text, told] of stories) {
    test(name, () => assert.equal(read(text), told));
}

test('a key written twice is refused where it stands', () => {
    assert.match(read('id: M-2\nkm: 9\nid: M-1'),
        /^r\.yaml:3:1 key: found a key that stands there already/);
});
