import {join} from 'node:path';
import {readNetworkFiles} from '../apps/server/src/network-files.ts';
import {measureBroken} from './corridor-07/measure.ts';
import {proof} from './proof.ts';

const VARIANTS = 450;

export default proof({
    id: 'corridor-07-short',
    claim: 'a broken file of a small network is refused where it is broken',
    bar: `${VARIANTS} variants by rule and seed; file and line of each, the column too where one `
        + 'cell is wrong',
    kind: 'held', short: true,
    measure: ({root, seed, say}) => {
        const files = readNetworkFiles(join(root, 'corridors', 'mombasa-kampala', 'network'));
        return Promise.resolve(measureBroken(files, VARIANTS, seed, say));
    },
});
