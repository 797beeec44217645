import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {presentValue, type BaseYear} from '@karwan/plan';
import {proof} from './proof.ts';

const RATE = 0.12;

export default proof({
    id: 'plan-02',
    claim: 'the benefits of the ADB\'s sample are worth at 12 % what the bank printed, where the '
        + 'first year is year 1; where it is year 0 they are not',
    bar: '48.2 / 972.3 / 1020.6 beside the printed 48.1 / 972.2 / 1020.3, each within 0.4; 54.0 / '
        + '1089.0 / 1143.0 with year 0',
    kind: 'held', short: true, needs: ['reference'],
    measure({reference}) {
        const sample = JSON.parse(readFileSync(
            join(reference, 'appraisal', 'adb_sample1.json'), 'utf8')) as Sample;
        const {non_incremental: other, incremental} = sample;
        const total = other.map((benefit, year) => benefit + incremental[year]!);
        const worths = (baseYear: BaseYear): number[] =>
            [other, incremental, total].map(flows => presentValue(flows, RATE, baseYear));
        const told = (values: readonly number[]): string =>
            values.map(value => value.toFixed(1)).join(' / ');
        const [one, zero] = [worths('first-year-is-1'), worths('first-year-is-0')];
        const printed = Object.values(sample.published_NPV_at_12pct);
        return Promise.resolve({
            value: `${told(one)} (first-year-is-1), ${told(zero)} (first-year-is-0)`,
            holds: told(one) === '48.2 / 972.3 / 1020.6' && told(zero) === '54.0 / 1089.0 / 1143.0'
                && one.every((worth, index) => Math.abs(worth - printed[index]!) < 0.4)
                && zero.every((worth, index) => Math.abs(worth - printed[index]!) > 5),
            notes: [`printed by the bank: ${told(printed)}`,
                'the excerpt ends before the costs do, so that no rate of return can be checked'],
        });
    },
});

interface Sample {
    non_incremental: readonly number[];
    incremental: readonly number[];
    published_NPV_at_12pct: Readonly<Record<string, number>>;
}
