import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {DAY_MS, faultText, Refusal} from '@karwan/base';
import {RETENTION_FILE, retentionRuleFrom} from './rule.ts';

const figure = (value: string): string =>
    `{value: ${value}, status: assumed, source: own, date: '2026-11-24'}`;
const rule = (settled: string, owing: string): string =>
    `plates:\n  settledDays: ${settled}\n  owingDays: ${owing}\n`;

// What the file says, and what comes of it: days, or the fault's place.
const stories: Record<string, {text: string | undefined; told: string}> = {
    'two figures': {text: rule(figure('30'), figure('90.5')), told: '30 and 90.5'},
    'no file, no rule': {text: undefined, told: 'none'},
    'owing plates go no sooner': {
        text: rule(figure('30'), figure('29')),
        told: 'retention.yaml:3:14 owingDays: found 29 days',
    },
    'a figure without its source': {
        text: rule(`{value: 30, status: assumed, date: '2026-11-24'}`, figure('90')),
        told: 'retention.yaml:2:',
    },
    'no days at all': {text: rule(figure('0'), figure('90')), told: 'retention.yaml:2:'},
    'a figure that is missing': {
        text: `plates:\n  settledDays: ${figure('30')}\n`,
        told: 'retention.yaml:2:3 plates: found no owingDays',
    },
};

for (const [name, {text, told}] of Object.entries(stories)) {
    test(`retention: ${name}`, () => {
        const folder = mkdtempSync(join(tmpdir(), 'karwan-retention-'));
        if (text !== undefined) writeFileSync(join(folder, RETENTION_FILE), text);
        try {
            const found = retentionRuleFrom(folder);
            assert.equal(found
                ? `${found.settledMs / DAY_MS} and ${found.owingMs / DAY_MS}` : 'none', told);
        } catch (error) {
            assert(error instanceof Refusal, String(error));
            const faults = error.faults.map(faultText);
            assert(faults.some(fault => fault.startsWith(told)), faults.join('\n'));
        } finally {
            rmSync(folder, {recursive: true});
        }
    });
}
