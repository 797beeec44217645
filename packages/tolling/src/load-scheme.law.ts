import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, Refusal, type Chance} from '@karwan/base';
import {loadScheme} from './load-scheme.ts';
import {schemeSkeleton} from './scheme-skeleton.ts';

// What no cell of that column may hold, whatever else the scheme says.
const WRONG: Readonly<Record<string, readonly string[]>> = {
    'interchanges.csv road': ['', 'MY-9'],
    'interchanges.csv id': ['', 'western end'],
    'interchanges.csv name': [''],
    'interchanges.csv km': ['', 'far', '1.2345', '-200000', '1,5'],
    'interchanges.csv ramps': ['', 'maybe'],
    'interchanges.csv status': ['', 'guessed'],
    'interchanges.csv lat': ['north', '91'],
    'interchanges.csv lon': ['east', '-181'],
    'interchanges.csv source': [''],
    'interchanges.csv source_date': [''],
    'sections.csv road': ['', 'MY-9'],
    'sections.csv from': [''],
    'sections.csv to': [''],
    'sections.csv length_km': ['', '-1', '12.5km'],
    'sections.csv tolled_km': ['', '1e3', '99'],
    'sections.csv low_km': ['?', '99'],
    'sections.csv high_km': ['', '0.001'],
    'sections.csv status': ['published?'],
    'points.csv id': ['', 'E/1'],
    'points.csv kind': ['bridge', ''],
    'points.csv direction': ['up'],
    'points.csv at': ['z'],
    'points.csv km': ['', '4.0001', '-3'],
    'points.csv low_km': ['about'],
    'points.csv high_km': ['about', '0'],
    'points.csv lat': ['-90.5'],
    'devices.csv id': [''],
    'devices.csv point': ['', 'E9'],
    'devices.csv kind': ['radar'],
    'devices.csv site': [''],
    'tariffs.csv road': ['MY-9'],
    'tariffs.csv class': ['', 'tank'],
    'tariffs.csv first_day': ['', '2025-13-01', '1 Jan 2025', '2025-02-29'],
    'tariffs.csv last_day': ['2025-11-31', 'open', '1999-01-01'],
    'tariffs.csv basis': ['', 'flat'],
    'tariffs.csv gantry': ['E1'],
    'tariffs.csv amount': ['', '-3', 'Rs 3'],
    'tariffs.csv round_to': ['', '0', '0.001'],
    'tariffs.csv rounding': ['', 'bankers'],
    'tariffs.csv source': [''],
    'surcharges.csv when': ['night'],
    'surcharges.csv factor': ['0.9', '+25 %'],
    'surcharges.csv at_least': ['', '-1', '0.005'],
    'surcharges.csv lateness': ['late'],
};

// Writes one wrong cell into a row drawn at random; says where it now stands.
function broken(file: string, column: string, wrong: string, chance: Chance) {
    const files = schemeSkeleton('small');
    const lines = files.get(file)!.trimEnd().split('\n');
    const header = lines.findIndex(line => !line.startsWith('#'));
    const line = header + 1 + chance.below(lines.length - header - 1);
    const index = lines[header]!.split(',').indexOf(column);
    const cells = lines[line]!.split(',');
    cells[index] = wrong.includes(',') ? `"${wrong}"` : wrong;
    lines[line] = cells.join(',');
    const before = cells.slice(0, index).join(',').length + (index > 0 ? 1 : 0);
    return {
        files: files.set(file, lines.join('\n')),
        place: {file, line: line + 1, column: before + 1},
    };
}

for (const seed of [1, 2, 3]) {
    test(`a wrong cell is refused where it stands, seed ${seed}`, () => {
        const chance = chanceFrom(seed);
        let tried = 0;
        for (const [where, wrongs] of Object.entries(WRONG)) {
            const [file, column] = where.split(' ') as [string, string];
            for (const wrong of wrongs) {
                const {files, place} = broken(file, column, wrong, chance);
                const name = `${where} "${wrong}" in line ${place.line}`;
                assert.throws(() => loadScheme(files, ''), (error: unknown) => {
                    assert(error instanceof Refusal, name);
                    const told = error.faults.map(f => f.place);
                    assert(told.some(p => p.file === place.file && p.line === place.line
                        && p.column === place.column), `${name}: ${error.message}`);
                    return true;
                }, name);
                tried++;
            }
        }
        assert(tried >= 60, `${tried} tried`);
    });
}

test('the order of rows and columns does not matter where no order is meant, seed 4', () => {
    const chance = chanceFrom(4);
    const plain = loadScheme(schemeSkeleton('small'), '');
    for (let i = 0; i < 20; i++) {
        const files = schemeSkeleton('small');
        for (const file of ['sections.csv', 'points.csv', 'devices.csv', 'tariffs.csv']) {
            files.set(file, shuffled(files.get(file)!, chance));
        }
        const {corridor, tariffs} = loadScheme(files, '');
        assert.deepEqual(new Set(corridor.sections.map(s => JSON.stringify(s))),
            new Set(plain.corridor.sections.map(s => JSON.stringify(s))));
        assert.deepEqual(new Set(tariffs.map(t => t.id)), new Set(plain.tariffs.map(t => t.id)));
    }
});

// Rows and columns of a table in another order.
function shuffled(text: string, chance: Chance): string {
    const rows = text.trimEnd().split('\n').filter(line => !line.startsWith('#'))
        .map(line => line.split(','));
    const columns = mixed([...rows[0]!.keys()], chance);
    const turned = rows.map(row => columns.map(c => row[c]).join(','));
    return [turned[0], ...mixed(turned.slice(1), chance)].join('\n');
}

function mixed<T>(items: readonly T[], chance: Chance): T[] {
    return items.map(item => ({item, at: chance.uniform()}))
        .sort((a, b) => a.at - b.at).map(({item}) => item);
}
