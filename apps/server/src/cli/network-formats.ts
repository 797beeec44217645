import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {
    filesFromGeoJson, filesFromGmns, geoJsonFrom, gmnsFaults, gmnsFrom, isNetworkFile, loadNetwork,
} from '@karwan/network';
import {networkFrom} from '../network-files.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {networkFolder} from './network.ts';

const GEOJSON = 'network.geojson';

/** Writes a network as GMNS or GeoJSON. Exits: `done`, `wrong-usage`, `not-found`. */
export function exportNetwork(nameOrFolder: string, options: Record<string, unknown>): Said {
    const network = networkFrom(networkFolder(nameOrFolder));
    const to = options['to'] as string;
    const files = formatOf(options) === 'gmns' ? gmnsFrom(network)
        : new Map([[GEOJSON, `${JSON.stringify(geoJsonFrom(network))}\n`]]);
    if (formatOf(options) === 'gmns') {
        const faults = gmnsFaults(files);
        if (faults.length > 0) throw new Error(`GMNS finds: ${faults.join('; ')}`);
    }
    writeAll(to, files);
    return {
        json: {network: network.id, to, files: [...files.keys()]},
        text: `Written to ${to}: ${[...files.keys()].join(', ')}.`,
    };
}

/**
 * Makes a network's files from GMNS or GeoJSON that was exported. Exits: `done`, `wrong-usage`,
 * `not-found`, `refused-input`.
 */
export function importNetwork(from: string, options: Record<string, unknown>): Said {
    if (!existsSync(from)) throw new Stop('not-found', `${from} does not exist`);
    const to = options['to'] as string;
    const files = formatOf(options) === 'gmns' ? filesFromGmns(readAll(from))
        : filesFromGeoJson(readFileSync(statSync(from).isDirectory()
            ? join(from, GEOJSON) : from, 'utf8'));
    const network = loadNetwork(files);
    writeAll(to, files);
    return {
        json: {network: network.id, to, files: [...files.keys()]},
        text: `Written to ${to}: ${network.places.length} places, ${network.links.length} links. `
            + `Then: karwan network check ${to}`,
    };
}

function formatOf({format}: Record<string, unknown>): 'gmns' | 'geojson' {
    if (format === 'gmns' || format === 'geojson') return format;
    throw new Stop(
        'wrong-usage', `--format: found "${format as string}", expected gmns or geojson`);
}

function readAll(folder: string): Map<string, string> {
    const own = new Set(['config.csv', 'use_definition.csv', 'node.csv', 'link.csv']);
    return new Map(readdirSync(folder).filter(name => own.has(name) || isNetworkFile(name))
        .map(name => [name, readFileSync(join(folder, name), 'utf8')]));
}

function writeAll(folder: string, files: ReadonlyMap<string, string>): void {
    if (existsSync(folder) && readdirSync(folder).length > 0) {
        throw new Stop('wrong-usage', `found files in ${folder}, expected a new or empty folder`);
    }
    for (const [name, text] of files) {
        mkdirSync(dirname(join(folder, name)), {recursive: true});
        writeFileSync(join(folder, name), text);
    }
}
