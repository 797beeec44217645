import assert from 'node:assert/strict';
import test from 'node:test';
import {Counter, expositionText, gauge, Histogram} from './exposition.ts';
import {Metrics} from './metrics.ts';
import {faultFields} from './event-log.ts';

test('a counter, a gauge and a histogram as Prometheus reads them', () => {
    const refused = new Counter('karwan_refused_total', 'What was refused.\nBy reason.');
    refused.add(2, {reason: 'too-old'});
    refused.add(1, {reason: 'a "quoted"\\one\n'});
    refused.add(1, {reason: 'too-old'});
    const lag = new Histogram('karwan_lag_seconds', 'How late.', [0.5, 2]);
    lag.observe(0.5, 3);
    lag.observe(9);
    assert.equal(expositionText([
        refused.family(), lag.family(), gauge('karwan_up', 'Is it there?', 1),
        new Counter('karwan_none_total', 'Nothing yet.').family(),
    ]), [
        '# HELP karwan_refused_total What was refused.\\nBy reason.',
        '# TYPE karwan_refused_total counter',
        'karwan_refused_total{reason="too-old"} 3',
        'karwan_refused_total{reason="a \\"quoted\\"\\\\one\\n"} 1',
        '# HELP karwan_lag_seconds How late.',
        '# TYPE karwan_lag_seconds histogram',
        'karwan_lag_seconds_bucket{le="0.5"} 3',
        'karwan_lag_seconds_bucket{le="2"} 3',
        'karwan_lag_seconds_bucket{le="+Inf"} 4',
        'karwan_lag_seconds_sum 10.5',
        'karwan_lag_seconds_count 4',
        '# HELP karwan_up Is it there?',
        '# TYPE karwan_up gauge',
        'karwan_up 1',
        '# HELP karwan_none_total Nothing yet.',
        '# TYPE karwan_none_total counter',
        'karwan_none_total 0',
        '',
    ].join('\n'));
});

/** The lag as it is told: how many at most so late, and how late together. */
function lagOf(metrics: Metrics): string[] {
    return expositionText(metrics.families()).split('\n')
        .filter(line => /^karwan_settling_lag_seconds_(bucket.*"(1|5|\+Inf)"|sum)/.test(line));
}

test('the lag of each arrival is that from its append to the batch that passes it', () => {
    let nowMs = 0;
    const metrics = new Metrics(() => nowMs, 0);
    const batch = (toSeq: number): void => metrics.workedOff(
        {nth: 1, toSeq, readings: 0, transfers: 0, passages: 0});
    metrics.appended(10);
    nowMs = 1_000;
    metrics.appended(14);
    batch(10);
    nowMs = 4_000;
    batch(13);
    nowMs = 5_000;
    batch(14);
    // One stretch whose size nobody knows after 1 s, four arrivals after 4 s.
    assert.deepEqual(lagOf(metrics), [
        'karwan_settling_lag_seconds_bucket{le="1"} 1',
        'karwan_settling_lag_seconds_bucket{le="5"} 5',
        'karwan_settling_lag_seconds_bucket{le="+Inf"} 5',
        'karwan_settling_lag_seconds_sum 17',
    ]);
});

test('a fault is told without what it found', () => {
    const quoting = Object.assign(new Error('invalid input syntax for type bigint: "LEA1234"'), {
        severity: 'ERROR', code: '22P02', routine: 'pg_strtoint64', table: 'reading',
    });
    const told = JSON.stringify(faultFields(quoting));
    assert(!told.includes('LEA1234') && told.includes('22P02') && told.includes('reading'), told);
    let parsing: unknown;
    try {
        JSON.parse('{"plate": LEA1234}');
    } catch (error) {
        parsing = error;
    }
    assert(!JSON.stringify(faultFields(parsing)).includes('LEA1234'));
    assert.equal(faultFields(new Error('the log has no partition main'))['message'],
        'the log has no partition main');
});
