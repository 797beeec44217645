import assert from 'node:assert/strict';
import test from 'node:test';
import {faultText, Refusal} from '@karwan/base';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';

const ROAD = '{id: MY-1, name: My motorway, directions: [east, west]}';
const GANTRIES = 'gantries: {idPrefix: G1, standing: halfway, devices: [laser, camera], '
    + `status: assumed, source: own, date: '2026'}`;

/** The small scheme with its road in a folder of its own, and gantries by a rule. */
function schemeInFolders(): Map<string, string> {
    const files = schemeSkeleton('small');
    files.set('corridor.yaml', files.get('corridor.yaml')!.replace(ROAD, 'MY-1'));
    files.set('MY-1/road.yaml',
        `id: MY-1\nname: My motorway\ndirections: [east, west]\n${GANTRIES}\n`);
    for (const name of ['interchanges.csv', 'sections.csv', 'tariffs.csv']) {
        files.set(`MY-1/${name}`, files.get(name)!);
        files.delete(name);
    }
    files.delete('points.csv');
    files.delete('devices.csv');
    return files;
}

function faultsOf(files: ReadonlyMap<string, string>): string {
    try {
        loadScheme(files, '');
    } catch (error) {
        assert(error instanceof Refusal);
        return error.faults.map(faultText).join('\n');
    }
    return '';
}

test('a road in a folder of its own is the same road', () => {
    const plain = loadScheme(schemeSkeleton('small'), '');
    const {corridor, tariffs} = loadScheme(schemeInFolders(), '');
    const placeless = (text: unknown): string =>
        JSON.stringify(text, (key, value) => key === 'place' ? undefined
            : typeof value === 'bigint' ? `${value}` : value as unknown);
    assert.equal(placeless(tariffs), placeless(plain.tariffs));
    assert.deepEqual(corridor.interchanges, plain.corridor.interchanges);
    assert.equal(tariffs[0]!.origin.place.file, 'MY-1/tariffs.csv');
});

test('gantries by a rule stand halfway over each section, the two of a section on one site', () => {
    const {corridor} = loadScheme(schemeInFolders(), '');
    assert.deepEqual(
        corridor.points.map(p => `${p.id} ${p.at} ${p.lowMetres}-${p.chainageMetres}-`
            + `${p.highMetres} ${p.chainageStatus} ${p.name}`),
        [
            'G1E-01 a 0-6250-12500 assumed MY-1 east, Western end to Middle',
            'G1W-01 b 0-6250-12500 assumed MY-1 west, Middle to Western end',
            'G1E-02 b 12500-26250-40000 assumed MY-1 east, Middle to Eastern end',
            'G1W-02 c 12500-26250-40000 assumed MY-1 west, Eastern end to Middle',
        ]);
    assert.deepEqual(corridor.devices.filter(d => d.site === 'G1-02').map(d => d.id),
        ['G1E-02.laser', 'G1E-02.camera', 'G1W-02.laser', 'G1W-02.camera']);
});

// What is changed in which file, and every fault it makes.
const stories: [name: string, file: string, from: string, to: string, told: string][] = [
    ['a fault in a folder is told with the folder', 'MY-1/sections.csv', 'a,b,12.5', 'a,b,twelve',
        'MY-1/sections.csv:4:10 length_km: found "twelve", expected a decimal number such as 3.39'],
    ['two directions that begin with one letter', 'MY-1/road.yaml', 'east, west', 'east, eastward',
        'MY-1/road.yaml:4:11 point id: found "G1E-01" twice, expected it once'],
    ['a device that is none', 'MY-1/road.yaml', 'camera', 'radar',
        'MY-1/road.yaml:4:62 device: found "radar", expected one of laser, antenna, camera, '
        + 'gantry, entry-tag, entry-manual, exit'],
];

for (const [name, file, from, to, told] of stories) {
    test(name, () => {
        const files = schemeInFolders();
        const text = files.get(file)!;
        assert(text.includes(from));
        files.set(file, text.replace(from, to));
        assert(faultsOf(files).startsWith(told), faultsOf(files));
    });
}

test('a road that is named and has no folder; a folder that no road is named after', () => {
    const files = schemeInFolders();
    files.set('MY-2/road.yaml', files.get('MY-1/road.yaml')!);
    files.delete('MY-1/road.yaml');
    const told = faultsOf(files);
    assert.match(told,
        /corridor\.yaml:18:5 road: found "MY-1", expected a file MY-1\/road\.yaml, or the road/);
    assert.match(told, /^MY-2\/road\.yaml:1:1 folder: found "MY-2", expected a folder named/m);
});

test('without a rule for gantries their tables are needed', () => {
    const files = schemeInFolders();
    files.set('MY-1/road.yaml', files.get('MY-1/road.yaml')!.replace(/gantries.*\n/, ''));
    assert.equal(faultsOf(files), [
        'devices.csv:1:1 file: found no such file, expected a file of this name',
        'points.csv:1:1 file: found no such file, expected a file of this name',
    ].join('\n'));
});
