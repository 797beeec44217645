import type {Currency} from '@karwan/base';
import {balancesAsJson} from '../verify/balances-json.ts';
import {differenceText} from '../verify/difference.ts';
import {verify, type Verified} from '../verify/verify.ts';
import {repricedLines} from '../verify/repriced-text.ts';
import {balanceTable} from './balance-table.ts';
import {carriedLines} from './carried-text.ts';
import type {Said} from './command.ts';
import {counted, grouped} from '../counted.ts';
import {readSession} from './read-session.ts';

/** Exits: `done`, `no` where something differs, `not-found`. */
export function verifyHere(options: Record<string, unknown>): Promise<Said> {
    return readSession(options['scheme'] as string | undefined, async ({pool, setting}) => {
        const startedMs = performance.now();
        const found = await verify(pool, setting, {
            isQuick: options['quick'] === true, withDigest: options['digest'] === true,
        });
        const seconds = (performance.now() - startedMs) / 1000;
        const {currency} = setting.scheme.corridor;
        return said(found, {currency, version: setting.scheme.version}, seconds,
            options['days'] === true);
    });
}

function said(
    found: Verified, {currency, version}: {currency: Currency; version: string}, seconds: number,
    withDays: boolean,
): Said {
    const {places, total, days, differences, counts, rederived, digest} = found;
    const text = [
        `${grouped(places.head)} arrivals = ${grouped(places.readings)} readings + `
            + `${grouped(places.repeated)} repeated + ${grouped(places.refused)} refused + `
            + `${grouped(places.facts)} facts`,
        `${grouped(places.workedOff)} readings worked off, each in one passage`
            + (places.waiting > 0 ? `; ${grouped(places.waiting)} arrivals wait` : ''),
        '',
        ...withDays ? days.flatMap(day => [day.day!, balanceTable(day, currency), '']) : [],
        days.length === 1 ? 'the only day' : `all ${grouped(days.length)} days`,
        balanceTable(total, currency), '',
        ...rederived ? [derivedText(rederived)] : ['rows were not derived anew (--quick)'],
        ...found.carriedIn.flatMap(each => carriedLines(each, currency)),
        ...digest ? [`digest ${digest.digest}`] : [],
        ...differences.map(differenceText),
        ...[...counts].map(([table, count]) => `${counted(count, 'difference')} in ${table}`),
        ...repricedLines(rederived?.repriced ?? [], version),
        `${found.isSound ? 'sound: difference 0' : 'NOT SOUND'} (${seconds.toFixed(1)} s)`,
    ].join('\n');
    return {
        text, exit: found.isSound ? 'done' : 'no',
        json: {
            isSound: found.isSound, places, total: balancesAsJson(total),
            days: days.map(day => ({day: day.day, ...balancesAsJson(day)})),
            differences, counts: Object.fromEntries(counts), carriedIn: found.carriedIn,
            rederived, digest, seconds,
        },
    };
}

function derivedText({
    passages, trips, dues, earlierDues, reviews, low,
}: NonNullable<Verified['rederived']>): string {
    const earlier = earlierDues === 0 ? ''
        : ` (and ${grouped(earlierDues)} of earlier versions, unchanged by this one)`;
    return `derived anew and found so: ${counted(passages, 'passage')}, ${counted(trips, 'trip')}, `
        + `${counted(dues, 'due')}${earlier}, ${counted(reviews, 'review item')}; `
        + `${counted(low, 'low balance')} decided anew`;
}
