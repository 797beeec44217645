import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import type {Compared} from './ComparePage.tsx';
import {Figure, Mark} from './Figure.tsx';
import {percentText} from './plan-text.ts';
import {usePlanWords} from './use-plan-words.ts';

/** A share that may be off by more than this says little. */
const MOST_ERROR = 0.1;

/** What it is worth, and before that how much of the answer rests on assumptions. */
export function Worth({json, looked}: Compared): ReactNode {
    const words = usePlanWords();
    const {t, percent, count, amount} = words;
    const {assumed, spread, draws, unit, rate, firstYear, years} = json;
    const save = (): void => saveCsv('worth.csv', worthRows(json));
    useKey('x 2', t('plan.csv', {table: t('plan.worth')}), save);
    return (
        <Panel title={t('plan.worth.of', {name: json.with.name, against: json.without.name})}
            actions={<ExportButton nth={2} save={save}/>}>
            <p className="assumed-share">
                {assumed ? (
                    <>
                        <strong><Figure from="assumed" looked={looked}
                            text={percent(assumed.share)}/></strong>{' '}
                        {t('plan.assumed', {error: percent(assumed.error), draws: count(draws)})}
                    </>
                ) : t('plan.assumed.none')}
            </p>
            {assumed && assumed.error > MOST_ERROR && (
                <p className="note">{t('plan.assumed.few')}</p>
            )}
            <dl className="worth">
                {spread && (['p10', 'p50', 'p90'] as const).map(each => (
                    <Told key={each} word={t(`plan.${each}`)} mark>
                        <Figure from={each} text={amount(spread[each])} looked={looked}/>
                    </Told>
                ))}
                <Told word={t('plan.npv', {rate: percentText(words, rate)})} mark>
                    <Figure from="npv" text={amount(json.netPresentValue)} looked={looked}/>
                </Told>
                {json.atOtherRates.map(each => (
                    <Told key={each.rate} mark
                        word={t('plan.npv', {rate: percentText(words, each.rate)})}>
                        <Figure from={`npv:${each.rate}`} looked={looked}
                            text={amount(each.netPresentValue)}/>
                    </Told>
                ))}
                <Told word={t('plan.irr')} mark>
                    <Figure from="irr" looked={looked} text={json.internalRates.length === 0
                        ? t('plan.irr.none')
                        : json.internalRates.map(each => percent(each, 1)).join(', ')}/>
                </Told>
                <Told word={t('plan.bcr')} mark>
                    <Figure from="bcr" looked={looked} text={json.benefitCostRatio === null
                        ? t('plan.bcr.none') : json.benefitCostRatio.toFixed(2)}/>
                </Told>
                {spread && (
                    <Told word={t('plan.below')} mark>
                        <Figure from="below" text={percent(spread.shareBelowZero)} looked={looked}/>
                    </Told>
                )}
                <Told word={t('plan.carbon')} mark>
                    <Figure from="carbon" text={amount(json.carbonTonnes / 1e6)} looked={looked}/>
                </Told>
            </dl>
            <p className="note">
                <bdi lang="en">{unit}</bdi> · {t('plan.frame', {
                    first: String(firstYear), last: String(firstYear + years - 1),
                })} · <bdi lang="en" dir="ltr">{json.baseYear.replaceAll('-', ' ')}</bdi>
                {' · '}{t(json.models.isStable ? 'plan.stable' : 'plan.unstable',
                    {rounds: count(json.models.rounds)})}
            </p>
        </Panel>
    );
}

function Told({word, mark, children}: {
    word: string; mark?: boolean; children: ReactNode;
}): ReactNode {
    return <div><dt>{word}</dt><dd>{children} {mark && <Mark status="estimated"/>}</dd></div>;
}

function worthRows(json: Compared['json']): (string | number)[][] {
    const {spread, assumed, unit} = json;
    return [
        ['figure', 'value', 'unit', 'status'],
        ['assumed_share', assumed?.share ?? '', 'share', 'estimated'],
        ['assumed_share_error', assumed?.error ?? '', 'share', 'estimated'],
        ...(['p10', 'p50', 'p90', 'mean'] as const).map(each =>
            [each, spread?.[each] ?? '', unit, 'estimated']),
        ['share_below_zero', spread?.shareBelowZero ?? '', 'share', 'estimated'],
        [`npv_${json.rate}`, json.netPresentValue, unit, 'estimated'],
        ...json.atOtherRates.map(({rate, netPresentValue}) =>
            [`npv_${rate}`, netPresentValue, unit, 'estimated']),
        ['eirr', json.internalRates.join(' '), 'a year', 'estimated'],
        ['bcr', json.benefitCostRatio ?? '', 'ratio', 'estimated'],
        ['carbon_avoided', json.carbonTonnes, 't CO2', 'estimated'],
        ['draws', json.draws, '', ''],
        ...json.fan.flatMap(({year, p10, p50, p90}) => [
            [`by_${year}_p10`, p10, unit, 'estimated'], [`by_${year}_p50`, p50, unit, 'estimated'],
            [`by_${year}_p90`, p90, unit, 'estimated']]),
    ];
}

/** Hands out a table as it was told. */
export function ExportButton({nth, save}: {nth: number; save(): void}): ReactNode {
    const {t} = usePlanWords();
    return (
        <Button className="button quiet" onPress={save}>
            {t('charges.export')} <kbd>x</kbd> <kbd>{nth}</kbd>
        </Button>
    );
}
