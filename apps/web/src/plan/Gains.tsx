import type {ReactNode} from 'react';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {countryName} from '../route/figures.ts';
import {useKey} from '../shell/keys.ts';
import type {ShareOfWorth} from '../data/plan.ts';
import type {Compared} from './ComparePage.tsx';
import {Bar, Figure, Mark} from './Figure.tsx';
import {moving, scaleOf} from './plan-text.ts';
import {usePlanWords, type PlanWords} from './use-plan-words.ts';
import {ExportButton} from './Worth.tsx';

/** Who gains and who loses, by party and by country. */
export function Gains({json, looked}: Compared): ReactNode {
    const words = usePlanWords();
    const {t} = words;
    const save = (): void => saveCsv('who-gains.csv', [
        ['by', 'of', 'worth', 'unit', 'status'],
        ...json.byParty.map(({of, worth}) => ['party', of, worth, json.unit, 'estimated']),
        ...json.byCountry.map(({of, worth}) => ['country', of, worth, json.unit, 'estimated']),
    ]);
    useKey('x 4', t('plan.csv', {table: t('plan.gains')}), save);
    const scale = scaleOf([...json.byParty, ...json.byCountry].map(({worth}) => worth));
    return (
        <Panel title={t('plan.gains')} actions={<ExportButton nth={4} save={save}/>}>
            <Rows by="party" title={t('plan.party')} shares={json.byParty} scale={scale}
                looked={looked} unit={json.unit} name={of => of}/>
            <Rows by="country" title={t('route.country')} shares={json.byCountry} scale={scale}
                looked={looked} unit={json.unit} name={of => countryOf(of, words)}/>
            <p className="note"><Mark status="estimated"/> {t('plan.gains.note')}</p>
        </Panel>
    );
}

function Rows({by, title, shares, scale, looked, unit, name}: {
    by: 'party' | 'country'; title: string; shares: readonly ShareOfWorth[];
    scale: ReturnType<typeof scaleOf>; looked: Compared['looked']; unit: string;
    name(of: string): string;
}): ReactNode {
    const {amount} = usePlanWords();
    return (
        <table className="bars" data-table={by}>
            <thead><tr>
                <th>{title}</th><th aria-hidden/>
                <th className="number"><bdi lang="en">{unit}</bdi></th>
            </tr></thead>
            <tbody>
                {moving(shares).map(({of, worth}) => (
                    <tr key={of}>
                        <th scope="row">
                            <bdi lang={by === 'party' ? 'en' : undefined}>{name(of)}</bdi>
                        </th>
                        <td><Bar from={0} to={worth} {...scale}/></td>
                        <td className="number">
                            <Figure from={`${by}:${of}`} text={amount(worth)} looked={looked}/>
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

/** What a country is called; what is not told apart is all else abroad. */
export function countryOf(of: string, words: PlanWords): string {
    return of === 'XX' ? words.t('plan.abroad') : countryName(words, of);
}
