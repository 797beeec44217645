import {join} from 'node:path';
import {readNetworkFiles} from '../apps/server/src/network-files.ts';
import {measureBroken} from './corridor-07/measure.ts';
import {proof} from './proof.ts';

const VARIANTS = 600;

export default proof({
    id: 'corridor-07',
    claim: 'a broken network file is refused where it is broken, with what was expected there',
    bar: `${VARIANTS} variants of Pakistan's files by rule and seed; file and line of each, the `
        + 'column too where one cell is wrong; nothing is loaded by half',
    kind: 'held',
    measure: ({root, seed, say}) => {
        const files = readNetworkFiles(join(root, 'corridors', 'pakistan', 'network'));
        return Promise.resolve(measureBroken(files, VARIANTS, seed, say));
    },
});
