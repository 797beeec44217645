import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {findChromium} from '../apps/server/src/doctor/machine.ts';
import {picturesOf, shareApart, VIEWS} from '../proofs/desk/views.ts';
import {endBuilds} from './build.mjs';

/** Below this somebody would have to look for the difference. */
const SAME_SHARE = 0.001;
const MOST_BYTES = 120_000;

/** Remakes the pictures of the console's pages; one that looks as before is left as it is. */
async function main(root: string, wanted: readonly string[]): Promise<number> {
    const chromium = findChromium();
    if (chromium === undefined) throw new Error('found no Chromium, expected one on the path');
    const folder = join(root, 'docs', 'pictures', 'console');
    mkdirSync(folder, {recursive: true});
    const views = VIEWS.filter(({name}) => wanted.length === 0
        || wanted.some(each => name.startsWith(each)));
    let heavy = 0;
    await picturesOf({root, chromium}, views, async ({name}, picture, page) => {
        const path = join(folder, `${name}.webp`);
        const apart = existsSync(path)
            ? await shareApart(page, readFileSync(path), picture) : 1;
        if (apart > SAME_SHARE) writeFileSync(path, picture);
        if (picture.length > MOST_BYTES) heavy++;
        const told = apart > SAME_SHARE
            ? `written, ${(apart * 100).toFixed(2)} % other` : 'as before';
        process.stdout.write(`${name}  ${(picture.length / 1000).toFixed(0)} kB  ${told}\n`);
    });
    await endBuilds();
    return heavy === 0 ? 0 : 1;
}

process.exitCode = await main(checkoutFolder(), process.argv.slice(2));
