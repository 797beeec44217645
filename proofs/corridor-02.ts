import {join} from 'node:path';
import type {Handover} from '@karwan/network';
import {networkFrom} from '../apps/server/src/network-files.ts';
import {
    fittedRatios, latestOf, quantileOf, ratiosOf, seriesFrom, surveyFrom, type Row,
} from './corridor-02/survey.ts';
import {judgedFrom, ownSides, type Judged} from './corridor-02/judged.ts';
import {proof} from './proof.ts';

const MOST_WIDE = 4;
const GOAL = 0.8;

interface Interval {
    low: number;
    high: number;
}

export default proof({
    id: 'corridor-02',
    claim: 'border hours and money fitted on the survey to 2021 hold its rows of 2022 and 2023 '
        + 'better than the value of 2021 with the ratios of 2019 to 2021',
    bar: 'at least as many rows within p10 to p90 as the naive interval, and narrower; median '
        + `p90/p10 at most ${MOST_WIDE}; goal: ${GOAL * 100} % within`,
    kind: 'held', short: true, needs: ['reference'],
    async measure({root, reference}) {
        const folder = join(root, 'corridors', 'pakistan', 'network');
        const past = surveyFrom(join(folder, 'evidence', 'cpmm-to-2021.csv'));
        const all = surveyFrom(join(reference, 'corridor-performance', 'cpmm.csv'));
        const judged = judgedFrom(join(root, 'proofs', 'corridor-02', 'rows.csv'), all);
        const series = seriesFrom(past);
        const fitted = fittedRatios(series);
        const ratios = [...series.values()].flatMap(ratiosOf);
        const naive = {low: quantileOf(ratios, 0.1), high: quantileOf(ratios, 0.9)};
        const rows = judged.map(row => ({
            row, latest: latestOf(series, row), model: fitted.get(`${row.indicator} ${row.mode}`)!,
        }));
        const foreign = past.filter(({year}) => year > 2021).length;
        const strange = strangeRows(networkFrom(folder).handovers, series, fitted);
        const model = scoreOf(rows.map(r => ({...r, interval: r.model})));
        const plain = scoreOf(rows.map(r => ({...r, interval: naive})));
        return {
            value: `${percent(model.share)} within, width ${model.median.toFixed(2)}; naive `
                + `${percent(plain.share)}, ${plain.median.toFixed(2)}`,
            holds: model.share >= plain.share && model.median < plain.median
                && model.median <= MOST_WIDE && foreign === 0 && strange.length === 0,
            notes: [
                `${judged.length} rows, fixed before the fit; goal ${percent(GOAL)}: ${
                    model.share >= GOAL ? 'reached' : 'not reached'}`,
                `naive: the latest value x ${naive.low.toFixed(3)} to ${naive.high.toFixed(3)}, `
                    + `from ${ratios.length} ratios`,
                ...[...fitted].map(([key, {low, middle, high, count}]) =>
                    `model, ${key}: x ${low.toFixed(3)}, ${middle.toFixed(3)}, ${
                        high.toFixed(3)}, from ${count} series`),
                ...rows.filter(r => !isIn(r.row, r.latest, r.model)).map(missLine),
                ...strange,
            ],
        };
    },
});

type Scored = {row: Judged; latest: number | undefined; interval: Interval};

function scoreOf(rows: readonly Scored[]): {share: number; median: number} {
    const within = rows.filter(({row, latest, interval}) => isIn(row, latest, interval)).length;
    return {
        share: within / rows.length,
        median: quantileOf(rows.map(({interval}) => interval.high / interval.low), 0.5),
    };
}

// A row whose series has no past is one that neither can foresee.
function isIn({value}: Judged, latest: number | undefined, {low, high}: Interval): boolean {
    return latest !== undefined && value >= latest * low && value <= latest * high;
}

function missLine({row, latest, model}: {
    row: Judged; latest: number | undefined; model: Interval;
}): string {
    const told = latest === undefined ? 'no earlier value'
        : `${(latest * model.low).toFixed(1)} to ${(latest * model.high).toFixed(1)}`;
    return `outside: ${row.name}, ${row.mode} ${row.direction} ${row.indicator} ${row.year}: `
        + `${row.value}, ${told}`;
}

/** Rows of handovers.csv whose crossing has its own series and that are not what the fit gives. */
function strangeRows(
    handovers: readonly Handover[], series: ReadonlyMap<string, readonly Row[]>,
    fitted: ReturnType<typeof fittedRatios>,
): string[] {
    return ownSides.flatMap(({crossing, side, name}) => handovers
        .filter(h => h.of === crossing && h.side === side && h.mode === 'road')
        .flatMap(handover => (['TFI1', 'TFI2'] as const).flatMap(indicator => {
            const direction = handover.from === side ? 'outbound' : 'inbound';
            const rows = series.get(`BCP ${name} road ${direction} ${indicator}`)
                ?? series.get(`BCP ${name} road all ${indicator}`);
            const latest = rows?.at(-1)?.value;
            if (latest === undefined) return [];
            const {low, middle, high} = fitted.get(`${indicator} road`)!;
            const {low: p10, value: p50, high: p90} =
                indicator === 'TFI1' ? handover.hours : handover.money;
            const isFitted = [[p10, low], [p50, middle], [p90, high]].every(([ours, ratio]) =>
                Math.abs(ours! / (latest * ratio!) - 1) < 0.01);
            return isFitted ? [] : [`not from the fit: ${handover.id} ${indicator}`];
        })));
}

function percent(share: number): string {
    return `${(share * 100).toFixed(1)} %`;
}
