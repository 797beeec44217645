import {join} from 'node:path';
import {
    filesFromGeoJson, filesFromGmns, geoJsonFrom, gmnsFaults, gmnsFrom, loadNetwork, Router,
    type Network,
} from '@karwan/network';
import {networkFrom} from '../apps/server/src/network-files.ts';
import {proof} from './proof.ts';

const LEAST_LINKS = 30;

export default proof({
    id: 'corridor-05',
    claim: 'GMNS and GeoJSON round trips lose nothing, GMNS passes its published checks, and '
        + 'another corridor is data',
    bar: 'both networks come back equal but for line numbers; no fault by the schemas of GMNS '
        + `0.96; two other countries, ${LEAST_LINKS} links, each pair of its cities has a way`,
    kind: 'held', short: true,
    measure: ({root}) => {
        const faults: string[] = [];
        const notes: string[] = [];
        for (const id of ['pakistan', 'mombasa-kampala']) {
            const network = networkFrom(join(root, 'corridors', id, 'network'));
            const before = unplaced(network);
            const gmns = gmnsFrom(network);
            const back = {
                'GMNS': filesFromGmns(gmns),
                'GeoJSON': filesFromGeoJson(JSON.stringify(geoJsonFrom(network))),
            };
            for (const [format, files] of Object.entries(back)) {
                if (unplaced(loadNetwork(files)) === before) continue;
                faults.push(`${id}: ${format} differs`);
            }
            faults.push(...gmnsFaults(gmns).map(fault => `${id}: ${fault}`));
            notes.push(`${id}: ${network.places.length} places, ${network.links.length} links, `
                + `${before.length} characters compared`);
            if (id !== 'pakistan') faults.push(...otherFaults(network));
        }
        return Promise.resolve({
            value: faults.length === 0 ? 'nothing lost, nothing refused'
                : `${faults.length} faults`,
            holds: faults.length === 0, notes: [...notes, ...faults.slice(0, 20)],
        });
    },
});

function unplaced(network: Network): string {
    return JSON.stringify(network, (key, value: unknown) =>
        key === 'at' ? (value as {file: string}).file : value);
}

function otherFaults(network: Network): string[] {
    const cities = network.places.filter(place => place.kind === 'city');
    const router = new Router(network);
    return [
        ...network.links.length < LEAST_LINKS ? [`${network.links.length} links`] : [],
        ...network.countries.length < 2 ? ['one country'] : [],
        ...cities.flatMap(from => cities.filter(to => to !== from).flatMap(to =>
            router.routes({from: from.id, to: to.id}).routes.length === 0
                ? [`no way from ${from.id} to ${to.id}`] : [])),
    ];
}
