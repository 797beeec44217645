import {cellsIn, type SchemeTexts} from './scheme-texts.ts';
import {roadSpots} from './row-variants.ts';
import {accepted, refusedAt, type Expected, type Spot, type Variant} from './variant.ts';
import {yamlFields} from './yaml-fields.ts';

/** The ways in which a whole file is broken. */
export function fileVariants(scheme: SchemeTexts): Variant[] {
    return [...scheme.files].flatMap(([file, text]) => {
        const name = file.slice(file.lastIndexOf('/') + 1);
        const top: Spot = {file, line: 1, column: 1};
        const make = (
            rule: Variant['rule'], how: string, at: string, changed: string | undefined,
            expected: Expected,
        ): Variant => ({rule, how, file: at, field: `${name} file`, text: changed, expected});
        const elsewhere = `no-such-road/${name}`;
        const isOfRoad = name !== 'surcharges.csv' && name !== 'corridor.yaml'
            && name !== 'trips.json';
        return [
            make('drop', 'drop file', file, undefined, withoutFile(scheme, file, name)),
            make('drop', 'empty file', file, '', name.endsWith('.csv')
                ? refusedAt(top) : refusedAt(top)),
            ...isOfRoad ? [make('dangling', 'folder of no road', elsewhere, text,
                refusedAt({...top, file: elsewhere}))] : [],
        ];
    });
}

function withoutFile(scheme: SchemeTexts, file: string, name: string): Expected {
    const top: Spot = {file: name, line: 1, column: 1};
    if (name === 'matrix.csv') {
        return refusedAt(...cellsIn(scheme.rowsWith('tariffs.csv', {basis: 'matrix'}), 'basis'));
    }
    if (name === 'surcharges.csv' || name === 'trips.json') return accepted('optional');
    const [folder] = file.split('/');
    if (folder === file) return refusedAt(top);
    const road = folder!;
    const listed = yamlFields('corridor.yaml', scheme.files.get('corridor.yaml')!)
        .filter(field => field.pattern === 'roads[]' && field.text === road)
        .map(field => field.spot);
    switch (name) {
        case 'road.yaml': return refusedAt(...listed);
        case 'sections.csv': return refusedAt(...roadSpots(scheme, road));
        default: return refusedAt(top, ...roadSpots(scheme, road),
            ...cellsIn(scheme.rowsWith('sections.csv', {road}), 'from'));
    }
}
