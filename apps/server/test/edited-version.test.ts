import assert from 'node:assert/strict';
import test from 'node:test';
import type {Scheme} from '@karwan/tolling';
import {adoptScheme, findEdited, replaceScheme} from '../src/adopt-scheme.ts';
import {EditedVersion} from '../src/edited-version.ts';
import {settingOf} from '../src/ingest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

const NOW_MS = Date.parse('2025-03-03T18:00:00Z');

test('files that change under one version are noticed, and replaced while nothing is charged',
    async () => {
        const thread = await ThreadUnderTest.open('edited', 'pakistan');
        const {database: {pool}, vault, scheme} = thread;
        const edited: Scheme = {...scheme, digest: 'e'.repeat(64)};
        const adopt = (files: Scheme) => adoptScheme(pool, vault, files, NOW_MS);
        await adopt(scheme);
        await adopt(scheme);
        await assert.rejects(adopt(edited), (error: unknown) =>
            error instanceof EditedVersion && /karwan scheme replace pakistan/.test(error.message));
        assert.equal(await replaceScheme(pool, vault, edited, NOW_MS), 'replaced');
        assert.equal(await replaceScheme(pool, vault, edited, NOW_MS), 'nothing-to-replace');
        await adopt(edited);
        await assert.rejects(adopt(scheme), EditedVersion);
        assert.equal(await replaceScheme(pool, vault, scheme, NOW_MS), 'replaced');
        await adopt(scheme);
        await thread.ingest.workOff();
        const {differences} = await verify(pool, settingOf(scheme));
        assert.deepEqual(differences.map(differenceText), []);
        await thread.database.drop();
    });

test('what a version charged keeps its files: the change needs a version of its own', async () => {
    const thread = await ThreadUnderTest.open('edited', 'pakistan');
    const {database: {pool}, vault, scheme} = thread;
    await adoptScheme(pool, vault, scheme, NOW_MS);
    await thread.say(NOW_MS, [{
        device: 'M2N-06.camera', at: '2025-03-03T10:00:00+05:00',
        plate: {jurisdiction: 'PK-PB', serial: 'LEA1234', confidence: 0.95},
    }]);
    await thread.ingest.workOff();
    const edited: Scheme = {...scheme, digest: 'e'.repeat(64)};
    assert.deepEqual(await findEdited(pool, edited), {
        digest: scheme.digest, adoptedMs: NOW_MS, charges: 1, lastDay: '2025-03-03',
    });
    for (const attempt of [adoptScheme, replaceScheme]) {
        await assert.rejects(attempt(pool, vault, edited, NOW_MS), (error: unknown) =>
            error instanceof EditedVersion && /1 charge was made under it/.test(error.message)
            && /new version in corridor\.yaml/.test(error.message));
    }
    await adoptScheme(pool, vault, {...edited, version: `${scheme.version}a`}, NOW_MS);
    await thread.database.drop();
});
