import type {ReactNode} from 'react';
import type {ComparedFigure} from '../data/plan.ts';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import {signed} from './Claims.tsx';
import type {Compared} from './ComparePage.tsx';
import {Figure} from './Figure.tsx';
import {usePlanWords} from './use-plan-words.ts';
import {ExportButton} from './Worth.tsx';

/** Below this share a figure counts as the same. */
const SAME = 0.005;

/** What of the last year's figures is another, without and with. */
export function FlowTable({json, looked}: Compared): ReactNode {
    const {t, amount, count} = usePlanWords();
    const words = usePlanWords();
    const lastYear = String(json.firstYear + json.years - 1);
    const changed = json.figures.filter(isChanged);
    const save = (): void => saveCsv('figures.csv', [
        ['figure', 'unit', 'year', 'without', 'with', 'status'],
        ...json.figures.map(({id, unit, without, with: withIt}) =>
            [id, unit, lastYear, without ?? '', withIt ?? '', 'estimated']),
    ]);
    useKey('x 6', t('plan.csv', {table: t('plan.figures', {year: lastYear})}), save);
    return (
        <Panel title={t('plan.figures', {year: lastYear})}
            actions={<ExportButton nth={6} save={save}/>}>
            <div className="scroll">
                <table className="figures" data-table="figures">
                    <thead><tr>
                        <th>{t('plan.figure')}</th><th>{t('plan.unit')}</th>
                        <th className="number">{t('plan.without')}</th>
                        <th className="number">{t('plan.with.it')}</th>
                        <th className="number">{t('plan.difference')}</th>
                    </tr></thead>
                    <tbody>
                        {changed.map(({id, unit, without, with: withIt}) => (
                            <tr key={id}>
                                <th scope="row"><bdi lang="en" dir="ltr">{id}</bdi></th>
                                <td><bdi lang="en" dir="ltr">{unit}</bdi></td>
                                <td className="number figure">
                                    <bdi>{without === null ? '–' : amount(without)}</bdi>
                                </td>
                                <td className="number">
                                    <Figure from={`figure:${id}`} looked={looked}
                                        text={withIt === null ? '–' : amount(withIt)}/>
                                </td>
                                <td className="number figure">
                                    <bdi>{without === null || withIt === null ? ''
                                        : signed(withIt - without, words)}</bdi>
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <p className="note">{t('plan.figures.note', {
                same: count(json.figures.length - changed.length),
            })}</p>
        </Panel>
    );
}

function isChanged({without, with: withIt}: ComparedFigure): boolean {
    if (without === null || withIt === null) return without !== withIt;
    return Math.abs(withIt - without) > SAME * Math.max(Math.abs(without), 0.01);
}
