import type {ReactNode} from 'react';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import type {Compared} from './ComparePage.tsx';
import {Figure, Mark} from './Figure.tsx';
import {scaleOf} from './plan-text.ts';
import {usePlanWords} from './use-plan-words.ts';
import {ExportButton} from './Worth.tsx';

const MOST = 14;

/** What moves it most, each input alone from its low to its high, and where it turns to nothing. */
export function InputTable({json, looked}: Compared): ReactNode {
    const {t, amount, count} = usePlanWords();
    const shown = json.inputs.slice(0, MOST);
    const save = (): void => saveCsv('inputs.csv', [
        ['input', 'low', 'value', 'high', 'unit', 'status', 'worth_at_low', 'worth_at_high',
            'switches_at', 'within_range', 'source', 'date', 'at'],
        ...json.inputs.map(each => [each.id, each.low, each.value, each.high, each.unit,
            each.status, each.atLow, each.atHigh, each.switching.join(' '),
            String(each.switchesWithin), each.source, each.date, each.at]),
    ]);
    useKey('x 7', t('plan.csv', {table: t('plan.inputs')}), save);
    const {least, most} = scaleOf(shown.flatMap(({atLow, atHigh}) => [atLow, atHigh]));
    const width = most - least || 1;
    const share = (value: number): string => `${((value - least) / width * 100).toFixed(2)}%`;
    return (
        <Panel title={t('plan.inputs')} actions={<ExportButton nth={7} save={save}/>}>
            {shown.length === 0 ? <p className="note">{t('plan.inputs.none')}</p> : (
                <div className="scroll">
                    <table className="bars" data-table="inputs">
                        <thead><tr>
                            <th>{t('plan.input')}</th><th>{t('plan.range')}</th>
                            <th className="number">{t('plan.at.low')}</th><th aria-hidden/>
                            <th className="number">{t('plan.at.high')}</th>
                            <th className="number">{t('plan.switches')}</th>
                            <th>{t('plan.status')}</th>
                        </tr></thead>
                        <tbody>
                            {shown.map(input => (
                                <tr key={input.id}>
                                    <th scope="row"><bdi lang="en" dir="ltr">{input.id}</bdi></th>
                                    <td className="figure"><bdi dir="ltr" lang="en">
                                        {input.low} – {input.high} {input.unit}</bdi></td>
                                    <td className="number figure">
                                        <bdi>{amount(input.atLow)}</bdi>
                                    </td>
                                    <td>
                                        <span className="plan-bar figure" aria-hidden>
                                            <i className={input.atHigh < input.atLow
                                                ? 'fall' : 'rise'} style={{
                                                insetInlineStart: share(
                                                    Math.min(input.atLow, input.atHigh)),
                                                inlineSize: share(least
                                                    + Math.abs(input.atHigh - input.atLow)),
                                            }}/>
                                            <i className="nothing" style={{
                                                insetInlineStart: share(json.netPresentValue),
                                            }}/>
                                        </span>
                                    </td>
                                    <td className="number">
                                        <Figure from={`input:${input.id}`} looked={looked}
                                            text={amount(input.atHigh)}/>
                                    </td>
                                    <td className="number figure"><bdi>{input.switching[0]
                                        === undefined ? '' : Number(
                                            input.switching[0].toPrecision(3))}</bdi></td>
                                    <td><Mark status={input.status}/></td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            <p className="note">{t('plan.inputs.note', {all: count(json.inputs.length)})}</p>
        </Panel>
    );
}
