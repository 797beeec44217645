/** A step of the thread: its code, and the tests that are about it and no other step. */
export interface Step {
    readonly name: string;
    /** Of a step's tests the file or the title says this. */
    readonly word: RegExp;
    readonly code: readonly string[];
    readonly stories: readonly string[];
    readonly laws: readonly string[];
}

const tolling = (...names: string[]) => names.map(name => `packages/tolling/src/${name}.ts`);
const ledger = (...names: string[]) => names.map(name => `packages/ledger/src/${name}.ts`);

/**
 * The thread, each step after those that it rests on: a fault shows in its own step's tests before
 * it shows in those of a later one. What a tag was at a moment is asked from identity on.
 */
export const STEPS: readonly Step[] = [
    {
        name: 'reading', word: /\breading\b/, code: ['apps/server/src/door.ts'],
        stories: ['apps/server/src/door.test.ts'], laws: ['apps/server/src/door/instant.law.ts'],
    },
    {
        name: 'detection', word: /\bdetection\b/, code: tolling('detection'),
        stories: tolling('detection.test'), laws: [],
    },
    {
        name: 'passage', word: /\bpassage\b/, code: tolling('passage'),
        stories: tolling('passage.test'), laws: tolling('passage.law'),
    },
    {
        name: 'tag status', word: /\bstatus\b/, code: tolling('register'),
        stories: tolling('register.test'), laws: tolling('register.law'),
    },
    {
        name: 'identity', word: /\bidentity\b/, code: tolling('identity'),
        stories: tolling('identity.test'), laws: tolling('identity.law'),
    },
    {
        name: 'trip', word: /\btrip\b/,
        code: tolling('trip', 'trip-road', 'trip-table', 'trip-sequence'),
        stories: tolling('trip.test', 'trip-road.test'),
        laws: tolling('trip.law'),
    },
    {
        name: 'window', word: /\bwindow\b/,
        code: tolling('window', 'window-rule', 'window-day', 'missed-beside'),
        stories: tolling(
            'window-rule.test', 'window.test', 'window-day.test', 'missed-beside.test'),
        laws: tolling('window.law', 'window-day.law'),
    },
    {
        name: 'tariff', word: /\btariff\b/, code: tolling('tariff', 'window-price'),
        stories: tolling('tariff.test', 'window-price.test', 'hours.test', 'price-times.test'),
        laws: tolling('tariff.law'),
    },
    {
        name: 'due', word: /\bdue\b/, code: tolling('due', 'vehicle-class', 'low-balance', 'pass'),
        stories: tolling('vehicle-class.test', 'due.test', 'low-balance.test', 'pass.test'),
        laws: tolling('due.law', 'low-balance.law'),
    },
    {
        name: 'settlement', word: /\bsettlement\b/, code: tolling('settlement'),
        stories: tolling('settlement.test'), laws: tolling('settlement.law'),
    },
    {
        name: 'ledger', word: /\bledger\b/,
        code: ledger('account', 'transfer', 'movement', 'judge', 'ledger'),
        stories: ledger('ledger.test'), laws: ledger('ledger.law'),
    },
    {
        name: 'closing', word: /\bclos(ed|ing)\b/, code: ['apps/server/src/close-day.ts'],
        stories: ['apps/server/test/closed-day.test.ts', 'apps/server/test/verify.test.ts'],
        laws: [],
    },
];
