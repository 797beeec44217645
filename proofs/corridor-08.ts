import {join} from 'node:path';
import {knownKmOf, type KnownKm} from '@karwan/network';
import {networkFrom, readNetworkFiles} from '../apps/server/src/network-files.ts';
import {tableOf} from './corridor-07/table.ts';
import {proof} from './proof.ts';

const LEAST_PUBLISHED = 0.6;

export default proof({
    id: 'corridor-08',
    claim: 'how much of the network is published, estimated, assumed is told by mode and country',
    bar: `the shares of each sum to the whole; at least ${LEAST_PUBLISHED * 100} % of the open `
        + 'road and rail kilometres published; the same as summed from the files by its own lines',
    kind: 'held', short: true,
    measure: ({root}) => {
        const folder = join(root, 'corridors', 'pakistan', 'network');
        const {rows, all} = knownKmOf(networkFrom(folder));
        const own = publishedInFiles(readNetworkFiles(folder));
        const published = all.byStatus.published + all.byStatus.measured;
        const isWhole = [...rows, all].every(({km, byStatus}) =>
            Math.abs(Object.values(byStatus).reduce((a, b) => a + b, 0) - km) < 1e-6);
        const isSame = Math.abs(own.published - published) < 1e-6
            && Math.abs(own.km - all.km) < 1e-6 && Math.abs(own.read - all.readKm) < 1e-6;
        return Promise.resolve({
            value: `${percent(published, all.km)} published, `
                + `${percent(all.readKm, all.km)} as read, `
                + `${percent(all.byStatus.estimated, all.km)} estimated, `
                + `${percent(all.byStatus.assumed, all.km)} assumed of ${all.km.toFixed(0)} km`,
            holds: isWhole && isSame && published / all.km >= LEAST_PUBLISHED,
            notes: [...rows, all].map(rowText),
        });
    },
});

function rowText({mode, country, km, byStatus, readKm}: KnownKm): string {
    const {measured, published, estimated, assumed} = byStatus;
    return `${mode} ${country}`.padEnd(20) + `${km.toFixed(0)} km`.padStart(12)
        + [measured + published, readKm, estimated, assumed]
            .map(part => percent(part, km).padStart(9)).join('');
}

function percent(part: number, whole: number): string {
    return `${(whole === 0 ? 0 : part / whole * 100).toFixed(1)} %`;
}

function publishedInFiles(files: ReadonlyMap<string, string>) {
    const sum = {km: 0, published: 0, read: 0};
    for (const [file, text] of files) {
        if (!file.startsWith('links/')) continue;
        const {header, rows} = tableOf(file, text);
        for (const {cells} of rows) {
            const cell = (column: string): string => cells[header.indexOf(column)] ?? '';
            const isCounted = ['road', 'rail'].includes(cell('mode')) && cell('state') === 'open';
            if (!isCounted) continue;
            const km = Number(cell('length_km'));
            sum.km += km;
            if (['published', 'measured'].includes(cell('status'))) sum.published += km;
            if (cell('basis') === 'read') sum.read += km;
        }
    }
    return sum;
}
