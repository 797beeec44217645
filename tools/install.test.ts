import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {isInstalled} from './install.mjs';

type Packages = Record<string, object>;

const locked: Packages = {
    'node_modules/pg': {version: '8.0.0'},
    'node_modules/@karwan/base': {link: true, resolved: 'packages/base'},
    'node_modules/for-others': {version: '1.0.0', optional: true, os: ['none'], cpu: ['none']},
    'node_modules/for-us': {
        version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch],
    },
    'node_modules/for-fallbacks': {version: '1.0.0', optional: true},
};
const {'node_modules/pg': pg = {}, 'node_modules/for-us': us = {}} = locked;
const own = {'node_modules/@karwan/base': {link: true}};
const whole = {...own, 'node_modules/pg': pg, 'node_modules/for-us': us};

// What npm has put there, and whether that will do.
const stories: Record<string, {installed: Packages | undefined; expected: boolean}> = {
    'nothing was ever installed': {installed: undefined, expected: false},
    'all that this machine can use': {installed: whole, expected: true},
    'a package of another version': {
        installed: {...whole, 'node_modules/pg': {version: '7.0.0'}}, expected: false,
    },
    'a package is missing': {installed: {...own, 'node_modules/for-us': us}, expected: false},
    'the binary for this machine is missing': {
        installed: {...own, 'node_modules/pg': pg}, expected: false,
    },
};

for (const [name, {installed, expected}] of Object.entries(stories)) {
    test(`${name}: ${expected ? 'is installed' : 'installs'}`, t => {
        const root = mkdtempSync(join(tmpdir(), 'karwan-install-'));
        t.after(() => rmSync(root, {recursive: true}));
        mkdirSync(join(root, 'node_modules'));
        const lock = (packages: Packages) => JSON.stringify({packages});
        writeFileSync(join(root, 'package-lock.json'), lock(locked));
        const hidden = join(root, 'node_modules', '.package-lock.json');
        if (installed) writeFileSync(hidden, lock(installed));
        assert.equal(isInstalled(root), expected);
    });
}

test('what was compared once is remembered until the lock file changes', t => {
    const root = mkdtempSync(join(tmpdir(), 'karwan-install-'));
    t.after(() => rmSync(root, {recursive: true}));
    mkdirSync(join(root, 'node_modules'));
    const text = JSON.stringify({packages: {'node_modules/pg': pg}});
    writeFileSync(join(root, 'package-lock.json'), text);
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), text);
    assert.equal(isInstalled(root), true);
    const stamp = readFileSync(join(root, 'node_modules', '.karwan-installed'), 'utf8');
    assert.match(stamp, /^[0-9a-f]{64}/);
    rmSync(join(root, 'node_modules', '.package-lock.json'));
    assert.equal(isInstalled(root), true);
    writeFileSync(join(root, 'package-lock.json'), text.replace('8.0.0', '8.0.1'));
    assert.equal(isInstalled(root), false);
});
