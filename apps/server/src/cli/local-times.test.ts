import assert from 'node:assert/strict';
import test from 'node:test';
import {Zone} from '@karwan/base';
import type {Trace} from '../audit/look-up.ts';
import {lookUpLine} from './audit.ts';
import {healthText} from './health.ts';

const zone = new Zone('America/Santiago');
const atMs = Date.parse('2025-12-31T10:27:10Z');

test('who looked up what is told in the zone of a scheme, else in UTC', () => {
    const trace: Trace = {
        nth: 1, atMs, who: 'ana', role: 'clerk', what: 'plate-to-token',
        token: 'plate:p', found: true, reason: 'asked on the phone',
    };
    assert.match(lookUpLine(trace, zone), /^2025-12-31 07:27:10 {2}ana \(clerk\)/);
    assert.match(lookUpLine(trace, undefined), /^2025-12-31T10:27:10Z {2}ana/);
});

test('when a device was heard last is told in the zone of the scheme', () => {
    const device = {device: 'R1.antenna', lastHeardMs: atMs, troubles: []};
    const found = {devices: [device], alarms: []} as unknown as Parameters<typeof healthText>[0];
    assert.match(healthText(found, zone, true), /R1\.antenna {2,}2025-12-31 07:27:10/);
});
