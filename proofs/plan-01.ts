import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {appraisalFaults, publishedFlows, type Printed} from './plan-01/published.ts';
import {proof} from './proof.ts';

const MOST_OFF = 0.01;

export default proof({
    id: 'plan-01',
    claim: 'karwan plan appraise gives a published road appraisal from its input files, under the '
        + 'convention svk-2019; beside it stands karwan, and each rule says what it moves',
    bar: `each of 300 yearly flows and ENPV within ${MOST_OFF}, EIRR and BCR to 8 decimals; the `
        + 'rules sum to the difference',
    kind: 'held', short: true, needs: ['reference'],
    async measure({reference, karwan}) {
        const folder = join(reference, 'appraisal');
        const run = await karwan(['plan', 'appraise', folder,
            '--convention', 'svk-2019', '--against', 'karwan', '--json']);
        if (run.code !== 0) throw new Error(run.stderr);
        const ours = JSON.parse(run.stdout) as Printed;
        const own = JSON.parse((await karwan(
            ['plan', 'appraise', folder, '--convention', 'karwan', '--json'])).stdout) as Printed;
        const published = JSON.parse(
            readFileSync(join(folder, 'bypass_indicators.json'), 'utf8')) as Indicators;
        const flows = publishedFlows(join(folder, 'bypass_yearly_flows.csv'));
        const faults = appraisalFaults(ours, flows, MOST_OFF);
        const offMoney = Math.abs(ours.netPresentValue - published.ENPV);
        const sum = ours.steps.reduce((total, {change}) => total + change, ours.netPresentValue);
        const holds = faults.length === 0 && flows.size * ours.effects[0]!.values.length === 300
            && offMoney <= MOST_OFF && ours.internalRates.length === 1
            && isSame(ours.internalRates[0]!, published.ERR)
            && isSame(ours.benefitCostRatio, published.EBCR)
            && Math.abs(sum - own.netPresentValue) < 1e-4 && ours.steps.length >= 8;
        return {
            value: `${ours.netPresentValue.toFixed(2)}, ${ours.internalRates[0]!.toFixed(8)}, ${
                ours.benefitCostRatio.toFixed(8)}; karwan ${own.netPresentValue.toFixed(0)}, ${
                own.internalRates[0]!.toFixed(4)}, ${own.benefitCostRatio.toFixed(4)}`,
            holds, notes: [
                ...faults.slice(0, 10),
                ...ours.steps.map(({rule, from, to, change}) =>
                    `${rule}: ${from} > ${to}: ${change.toFixed(2)}`),
            ],
        };
    },
});

interface Indicators {
    ENPV: number;
    ERR: number;
    EBCR: number;
}

function isSame(ours: number, published: number): boolean {
    return ours.toFixed(8) === published.toFixed(8);
}
