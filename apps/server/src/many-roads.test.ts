import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test from 'node:test';
import {Ways} from '@karwan/journey';
import {priceOf} from '@karwan/tolling';
import {checkoutFolder} from './checkout.ts';
import {schemeFrom} from './scheme-files.ts';

test('the two roads of the page load, and cost what it says', t => {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-many-'));
    t.after(() => rmSync(folder, {recursive: true}));
    const page = readFileSync(join(checkoutFolder(), 'docs', 'many-roads.md'), 'utf8');
    for (const [, name, text] of page.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)) {
        mkdirSync(dirname(join(folder, name!)), {recursive: true});
        writeFileSync(join(folder, name!), text!);
    }
    const scheme = schemeFrom(folder);
    const toll = (road: string, name: string, gantries: string): string => {
        const sections = gantries.split(' ')
            .map(id => scheme.corridor.sections.find(section => section.gantry === id)!);
        const atMs = Date.parse('2026-06-01');
        const {tollMinor, status} = priceOf(scheme, {road, class: name, atMs, sections})!;
        return `${tollMinor / 100n} ${status}`;
    };
    assert.equal(toll('N-1', 'car', 'N1E-01 N1E-02'), '550 assumed');
    assert.equal(toll('N-1', 'truck', 'N1E-01 N1E-02'), '2200 assumed');
    assert.equal(toll('N-2', 'car', 'N2N-01'), '100 published');
    assert.equal(toll('N-2', 'car', 'N2N-01 N2N-02'), '250 assumed');
    assert.equal(toll('N-2', 'truck', 'N2N-02'), '380 published');
    assert.deepEqual(new Ways(scheme.corridor).between('N1E-01', 'N2N-02')?.sections
        .map(section => section.gantry), ['N2N-01']);
});
