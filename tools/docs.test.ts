import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {hopsOf, linkFault, linksOf} from './doc-links.ts';
import {filesEnding} from './source-files.ts';

const root = checkoutFolder();
const pages = [
    ...readdirSync(root).filter(name => name.endsWith('.md')).map(name => join(root, name)),
    ...['packages', 'apps', 'corridors', 'decisions', 'docs', 'proofs']
        .flatMap(folder => filesEnding(root, folder, /\.md$/)),
];

test('every link of every page arrives', () => {
    const faults = pages.flatMap(linksOf).map(linkFault).filter(fault => fault !== undefined);
    assert.equal(faults.join('\n'), '');
});

test('the life of a reading, followed hop by hop, leads from the door to the transfer', () => {
    const hops = hopsOf(join(root, 'ARCHITECTURE.md'), /life of a (reading|passage)/i);
    assert(hops.length >= 8, `found ${hops.length} hops, expected one for each step`);
    assert.deepEqual(hops.map(linkFault).filter(fault => fault !== undefined), []);
    const road = hops.map(({target}) => target).join(' ');
    const steps = ['door', 'log', 'passage', 'identity', 'trip', 'window', 'due', 'settlement'];
    const places = steps.map(step => road.search(new RegExp(`\\b${step}`)));
    assert.deepEqual(places.filter(place => place === -1), [], `${steps} in ${road}`);
    assert.deepEqual(places, [...places].sort((a, b) => a - b), `${steps} in their order`);
});

const stories: Record<string, [page: string, told: RegExp | undefined]> = {
    'a file that is there': ['see [the code](code.ts)', undefined],
    'a name that is exported there': ['see [`tollOf`](code.ts)', undefined],
    'a type that is exported there': ['see [`Toll`](code.ts)', undefined],
    'a heading that is there': ['see [below](page.md#how-a-toll-comes-about)', undefined],
    'a page of the web': ['see [there](https://example.org/code.ts)', undefined],
    'a link in a sample': ['```\n[x](missing.ts)\n```', undefined],
    'a file that is missing': ['see\n[the code](missing.ts)', /page\.md:2: .*found no missing\.ts/],
    'a name that is not exported': ['[tollFrom](code.ts)', /code\.ts exports no tollFrom/],
    'a heading that is missing': ['[x](page.md#nowhere)', /page\.md has no heading #nowhere/],
};

for (const [name, [text, told]] of Object.entries(stories)) {
    test(name, () => {
        const folder = mkdtempSync(join(tmpdir(), 'karwan-docs-'));
        const page = join(folder, 'page.md');
        writeFileSync(join(folder, 'code.ts'),
            'export interface Toll {}\nexport function tollOf() {}\nfunction tollFrom() {}\n');
        writeFileSync(page, `${text}\n\n## How a toll comes about\n`);
        const faults = linksOf(page).map(linkFault).filter(fault => fault !== undefined);
        if (told) assert.match(faults.join('\n'), told);
        else assert.deepEqual(faults, []);
        rmSync(folder, {recursive: true});
    });
}
