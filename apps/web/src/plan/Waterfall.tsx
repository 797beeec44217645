import type {ReactNode} from 'react';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import type {Compared} from './ComparePage.tsx';
import {Bar, Figure, Mark} from './Figure.tsx';
import {OTHERS, scaleOf, stepsOf} from './plan-text.ts';
import {usePlanWords} from './use-plan-words.ts';
import {ExportButton} from './Worth.tsx';

/** From nothing to what it is worth, effect by effect; each opens who bears it and what counts. */
export function Waterfall({json, looked}: Compared): ReactNode {
    const {t, amount} = usePlanWords();
    const steps = stepsOf(json);
    const scale = scaleOf(steps.flatMap(({from, to}) => [from, to]));
    const save = (): void => saveCsv('effects.csv', [
        ['effect', 'party', 'country', 'unit', 'worth', 'status', 'counts',
            ...Array.from({length: json.years}, (_, year) => json.firstYear + year)],
        ...json.effects.map(({id, party, country, unit, worth, status, counts, values}) =>
            [id, party, country, unit, worth, status, counts.join('; '), ...values]),
    ]);
    useKey('x 3', t('plan.csv', {table: t('plan.waterfall')}), save);
    return (
        <Panel title={t('plan.waterfall')} actions={<ExportButton nth={3} save={save}/>}>
            <table className="bars" data-table="waterfall">
                <thead>
                    <tr>
                        <th>{t('plan.effect')}</th><th aria-hidden/>
                        <th className="number"><bdi lang="en">{json.unit}</bdi></th>
                    </tr>
                </thead>
                <tbody>
                    {steps.map(({id, worth, from, to}) => (
                        <tr key={id}>
                            <th scope="row">{id === OTHERS ? t('plan.others')
                                : <bdi lang="en">{id}</bdi>}</th>
                            <td><Bar from={from} to={to} {...scale}/></td>
                            <td className="number">
                                <Figure from={`effect:${id}`} text={amount(worth)} looked={looked}/>
                            </td>
                        </tr>
                    ))}
                    <tr className="total">
                        <th scope="row">{t('plan.worth')}</th>
                        <td><Bar from={0} to={json.netPresentValue} {...scale}/></td>
                        <td className="number">
                            <Figure from="npv:sum" looked={looked}
                                text={amount(json.netPresentValue)}/>
                        </td>
                    </tr>
                </tbody>
            </table>
            {json.byEdit.length > 0 && (
                <table className="bars" data-table="edits">
                    <thead><tr>
                        <th>{t('plan.by.edit')}</th><th aria-hidden/>
                        <th className="number"><bdi lang="en">{json.unit}</bdi></th>
                    </tr></thead>
                    <tbody>
                        {json.byEdit.map(({edit, worth}, nth) => (
                            <tr key={edit}>
                                <th scope="row"><bdi lang="en" dir="ltr">{edit}</bdi></th>
                                <td><Bar from={0} to={worth}
                                    {...scaleOf(json.byEdit.map(each => each.worth))}/></td>
                                <td className="number">
                                    <Figure from={`edit:${nth}`} looked={looked}
                                        text={amount(worth)}/>
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
            <p className="note"><Mark status="estimated"/> {t('plan.waterfall.note')}</p>
        </Panel>
    );
}
