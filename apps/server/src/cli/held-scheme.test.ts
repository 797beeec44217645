import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after} from 'node:test';
import {checkoutFolder} from '../checkout.ts';
import {Stop} from './exit-code.ts';
import {heldFolder, rememberFolder} from './held-scheme.ts';

const home = mkdtempSync(join(tmpdir(), 'karwan-held-'));
after(() => rmSync(home, {recursive: true}));

const ours = join(checkoutFolder(), 'corridors', 'pakistan');
const theirs = join(home, 'ring');

function refusal(id: string): string {
    try {
        heldFolder(home, id);
    } catch (error) {
        assert(error instanceof Stop);
        assert.equal(error.exit, 'not-found');
        return error.message;
    }
    throw new Error(`found a folder of ${id}`);
}

test('a scheme that lies elsewhere is found again, and what to say where it is gone', () => {
    assert.equal(heldFolder(home, 'pakistan'), ours);
    assert.match(refusal('ring'), /^this Karwan holds the scheme ring, and found no files /);
    assert.match(refusal('ring'), /corridors\/; expected --scheme with the folder/);
    mkdirSync(theirs);
    writeFileSync(join(theirs, 'corridor.yaml'), 'id: ring\n');
    rememberFolder(home, 'ring', theirs);
    assert.equal(heldFolder(home, 'ring'), theirs);
    assert.equal(heldFolder(home, 'pakistan'), ours, 'what is kept is of one scheme');
    rmSync(theirs, {recursive: true});
    assert(refusal('ring').includes(`nor in ${theirs}, where they lay; expected --scheme`));
});

test('what lies in corridors is of the checkout at hand, and no folder of it is kept', () => {
    rememberFolder(home, 'pakistan', join(home, 'copy'));
    rememberFolder(home, 'pakistan', ours);
    mkdirSync(join(home, 'copy'));
    writeFileSync(join(home, 'copy', 'corridor.yaml'), 'id: pakistan\n');
    assert.equal(heldFolder(home, 'pakistan'), ours);
    rememberFolder(home, 'pakistan', join(home, 'copy'));
    assert.equal(heldFolder(home, 'pakistan'), join(home, 'copy'));
});
