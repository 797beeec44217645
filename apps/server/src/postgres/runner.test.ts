import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import test from 'node:test';
import type {Binaries} from './binaries.ts';
import {CannotOpenPostgres} from './cannot-open.ts';
import {chooseRunner} from './runner.ts';

const FOLDERS = (process.env['PATH'] ?? '').split(delimiter);

/** A machine: who may pass the folder, and which programs it has. */
interface Machine {
    readonly mode: number;
    readonly programs: readonly string[];
    readonly expected: string;
}

// What root meets, and as whom PostgreSQL then runs. `setpriv` and `unshare` are the machine's own.
const forRoot: Record<string, Machine> = {
    'others may pass': {mode: 0o711, programs: [], expected: 'user'},
    'closed folder, namespaces': {
        mode: 0o700, programs: ['unshare', 'setpriv'], expected: 'namespace',
    },
    'closed folder, no namespaces': {
        mode: 0o700, programs: ['setpriv'], expected: 'user that passes',
    },
    'closed folder, neither': {mode: 0o700, programs: [], expected: 'root-not-possible'},
};

const forOthers: Record<string, Machine> = {
    'an ordinary user is himself': {mode: 0o700, programs: [], expected: 'myself'},
};

for (const [name, machine] of Object.entries(process.getuid?.() === 0 ? forRoot : forOthers)) {
    test(`${name}: ${machine.expected}`, t => {
        const folder = mkdtempSync(join(tmpdir(), 'karwan-runner-'));
        const path = process.env['PATH'];
        t.after(() => {
            process.env['PATH'] = path;
            rmSync(folder, {recursive: true});
        });
        const binaries = programIn(folder);
        chmodSync(folder, machine.mode);
        process.env['PATH'] = folderWith(folder, machine.programs);
        assert.equal(choiceFor(binaries, join(folder, 'data')), machine.expected);
    });
}

function choiceFor(binaries: Binaries, cluster: string): string {
    try {
        const runner = chooseRunner(binaries, cluster);
        return runner.kind === 'user' && runner.passes ? 'user that passes' : runner.kind;
    } catch (error) {
        if (error instanceof CannotOpenPostgres) return error.why;
        throw error;
    }
}

// Like PostgreSQL it refuses to be root, and can be asked for its version.
function programIn(folder: string): Binaries {
    const postgres = join(folder, 'postgres');
    writeFileSync(postgres, '#!/bin/sh\n[ "$(/usr/bin/id -u)" != 0 ]\n', {mode: 0o755});
    return {postgres, initdb: postgres, pgCtl: postgres};
}

function folderWith(folder: string, programs: readonly string[]): string {
    for (const program of programs) {
        const found = FOLDERS.map(each => join(each, program)).find(existsSync);
        symlinkSync(found!, join(folder, program));
    }
    return folder;
}
