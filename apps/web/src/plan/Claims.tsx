import type {ReactNode} from 'react';
import type {ClaimTold} from '../data/plan.ts';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import type {Compared} from './ComparePage.tsx';
import {Figure} from './Figure.tsx';
import {usePlanWords, type PlanWords} from './use-plan-words.ts';
import {ExportButton} from './Worth.tsx';

/** What others claimed of it, beside what the models say. */
export function Claims({json, looked}: Compared): ReactNode {
    const words = usePlanWords();
    const {t, amount} = words;
    const save = (): void => saveCsv('claims.csv', [
        ['what', 'year', 'low', 'value', 'high', 'unit', 'source', 'date', 'ours', 'difference',
            'within', 'note'],
        ...json.claims.map(each => [each.what, each.year, each.low ?? '', each.value ?? '',
            each.high ?? '', each.unit, each.source, each.date, each.ours ?? '',
            each.difference ?? '', each.isWithin === null ? '' : String(each.isWithin), each.note]),
    ]);
    useKey('x 5', t('plan.csv', {table: t('plan.claims')}), save);
    return (
        <Panel title={t('plan.claims')} actions={<ExportButton nth={5} save={save}/>}>
            {json.claims.length === 0 ? (
                <p className="note">{t(looked.opened?.isEdited === true
                    ? 'plan.claims.edited' : 'plan.claims.none')}</p>
            ) : (
                <div className="scroll">
                    <table className="claims" data-table="claims">
                        <thead><tr>
                            <th>{t('plan.claim')}</th>
                            <th className="number">{t('plan.claimed')}</th>
                            <th className="number">{t('plan.ours')}</th>
                            <th className="number">{t('plan.difference')}</th>
                        </tr></thead>
                        <tbody>
                            {json.claims.map(claim => (
                                <tr key={claim.line}>
                                    <th scope="row">
                                        <bdi lang="en">{claim.what}, {claim.year}</bdi>{' '}
                                        <small lang="en" dir="ltr">{claim.unit}</small>
                                    </th>
                                    <td className="number">
                                        <Figure from={`claim:${claim.line}`} looked={looked}
                                            text={claimedText(claim, words)}/>
                                    </td>
                                    <td className="number">
                                        {claim.ours === null ? t('plan.untold')
                                            : <Figure from={`ours:${claim.line}`} looked={looked}
                                                text={amount(claim.ours)}/>}
                                    </td>
                                    <Difference of={claim} words={words}/>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </Panel>
    );
}

// Beyond what was claimed is marked, by a shape too.
function Difference({of: {difference, isWithin}, words}: {
    of: ClaimTold; words: PlanWords;
}): ReactNode {
    const isBeyond = isWithin === false;
    return (
        <td className={isBeyond ? 'number warned' : 'number'}>
            {difference !== null && (
                <bdi className="figure">{isBeyond && '▲ '}{signed(difference, words)}</bdi>
            )}
        </td>
    );
}

function claimedText({low, value, high}: ClaimTold, {amount, t}: PlanWords): string {
    if (low !== null && high !== null && low !== high) return `${amount(low)} – ${amount(high)}`;
    return value === null ? t('plan.in.words') : amount(value);
}

export function signed(value: number, {amount}: PlanWords): string {
    return `${value < 0 ? '' : '+'}${amount(value)}`;
}
