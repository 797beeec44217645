import type {ReactNode} from 'react';
import {isZero} from '../data/amount.ts';
import type {Day, Status} from '../data/day.ts';
import {Money} from '../design/Money.tsx';
import {Panel} from '../design/Panel.tsx';
import {useWords} from '../words/words.ts';

const STATUSES: readonly Status[] = ['measured', 'published', 'estimated', 'assumed'];

/** How much of the charged money rests on what, as one bar and in figures. */
export function Shares({day: {shares, corridor}}: {day: Day}): ReactNode {
    const words = useWords();
    const {t, percent} = words;
    const {byStatus, lengthsMove, sites, sitesUnsure} = shares;
    const sum = Object.values(byStatus).reduce((all, money) => all + Number(money), 0);
    const shareOf = (status: Status): number => sum === 0 ? 0 : Number(byStatus[status]) / sum;
    const shown = STATUSES.filter(status => status !== 'measured' || !isZero(byStatus[status]));
    return (
        <Panel title={t('shares.title')}>
            <div className="shares">
                <div className="bar-of figure" aria-hidden>
                    {shown.map(status => (
                        <i key={status} className={status} style={{flexGrow: shareOf(status)}}/>
                    ))}
                </div>
                <table>
                    <tbody>
                        {shown.map(status => (
                            <tr key={status}>
                                <th scope="row">
                                    <span className={`key ${status}`}/>{t(`status.${status}`)}
                                </th>
                                <td className="number figure">
                                    <bdi>{percent(shareOf(status), 1)}</bdi>
                                </td>
                                <td className="number"><Money of={byStatus[status]}/></td>
                            </tr>
                        ))}
                    </tbody>
                </table>
                <p className="note figure">{t('shares.lengths', {
                    money: `${corridor.currency.code} ${words.money(lengthsMove)}`,
                    unsure: sitesUnsure, sites,
                })}</p>
            </div>
        </Panel>
    );
}
