import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {picturesOf, shareApart, VIEWS} from './desk/views.ts';
import {proof} from './proof.ts';

const MOST_SHARE = 0.001;
const MOST_BYTES = 120_000;
/** One page of each kind, right to left and left to right. */
const KEY_VIEWS = /^(day|opened|review|health|tour|sheet)-/;

export default proof({
    id: 'desk-06-pictures',
    claim: 'the console looks as the pictures of its pages that somebody looked at',
    bar: 'at most 0.1 % of the pixels of each key view differ; each picture is at most 120 kB',
    kind: 'held',
    needs: ['chromium'],
    measure: async ({root, chromium}) => {
        const found: string[] = [];
        let most = 0;
        const views = VIEWS.filter(({name}) => KEY_VIEWS.test(name));
        const faults = await picturesOf({root, chromium}, views, async ({name}, picture, page) => {
            const path = join(root, 'docs', 'pictures', 'console', `${name}.webp`);
            if (!existsSync(path)) return void found.push(`${name}: no picture`);
            const apart = await shareApart(page, readFileSync(path), picture);
            most = Math.max(most, apart);
            if (apart > MOST_SHARE) found.push(`${name}: ${(apart * 100).toFixed(3)} % differ`);
            if (picture.length > MOST_BYTES) found.push(`${name}: ${picture.length} bytes`);
        });
        found.push(...faults);
        return {
            value: `${views.length} views, at most ${(most * 100).toFixed(3)} % of pixels apart`,
            holds: found.length === 0, notes: found,
        };
    },
});
