import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkoutFolder} from '../checkout.ts';
import {baseMapIn} from '../map/base-map.ts';
import {roadStrips} from '../map/road-strips.ts';
import {roadsMap} from '../map/roads-map.ts';
import {schemeFolder, schemeFrom} from '../scheme-files.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';

/** The pictures of a scheme by file name: its roads on a map, and one by one. */
export function schemePictures(nameOrFolder: string, day: string): Map<string, string> {
    const folder = schemeFolder(nameOrFolder, checkoutFolder());
    if (!existsSync(folder)) {
        throw new Stop('not-found', `found no folder ${folder}, expected one with a corridor.yaml`);
    }
    const scheme = schemeFrom(folder);
    const pictures = new Map([['roads-strips.svg', roadStrips(scheme, day)]]);
    const isPlaced = scheme.corridor.interchanges.some(place => place.lat !== undefined);
    if (isPlaced) pictures.set('roads-map.svg', roadsMap(scheme, baseMapIn(folder), day));
    return pictures;
}

/** Writes them. Exits: `done`, `refused-input`, `not-found`, `wrong-usage`. */
export function mapScheme(nameOrFolder: string, day: string, out: string): Said {
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) {
        throw new Stop('wrong-usage', `found the day "${day}", expected one such as 2025-03-03`);
    }
    const pictures = schemePictures(nameOrFolder, day);
    mkdirSync(out, {recursive: true});
    const files = [...pictures].map(([name, picture]) => {
        writeFileSync(join(out, name), picture);
        return join(out, name);
    });
    return {json: {files}, text: files.map(file => `Written: ${file}`).join('\n')};
}
