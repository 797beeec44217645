import type {ReactNode} from 'react';
import type {Status} from '../data/day.ts';
import type {KnownKm, NetworkTold} from '../data/network.ts';
import {Panel} from '../design/Panel.tsx';
import {useWords} from '../words/words.ts';
import {countryName, modeName} from './figures.ts';

const STATUSES: readonly Status[] = ['measured', 'published', 'estimated', 'assumed'];

/** How well the lengths of the network are known, by mode and country. */
export function Known({network: {known, name, version}}: {network: NetworkTold}): ReactNode {
    const {t} = useWords();
    return (
        <Panel title={t('route.known.title')}>
            <div className="scroll shares">
                <table className="known-km">
                    <thead>
                        <tr>
                            <th>{t('route.leg.by')}</th><th>{t('route.country')}</th>
                            <th className="number">{t('unit.km')}</th><th aria-hidden/>
                            {STATUSES.map(status => (
                                <th key={status} className="number">
                                    <span className={`key ${status}`}/>{t(`status.${status}`)}
                                </th>
                            ))}
                            <th className="number">{t('route.known.read')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <Row row={known.all} isAll/>
                        {known.rows.map(row => (
                            <Row key={row.mode + row.country} row={row}/>
                        ))}
                    </tbody>
                </table>
            </div>
            <p className="note">
                {t('route.known.note')} <bdi lang="en">{name}</bdi>, <bdi>{version}</bdi>
            </p>
        </Panel>
    );
}

function Row({row, isAll = false}: {row: KnownKm; isAll?: boolean}): ReactNode {
    const words = useWords();
    const {t, percent, count} = words;
    const share = (km: number): number => row.km === 0 ? 0 : km / row.km;
    return (
        <tr className={isAll ? 'total' : undefined}>
            <th scope="row">{isAll ? t('route.known.all') : modeName(t, row.mode)}</th>
            <td>{isAll ? '' : row.country === 'border' ? t('leg.border')
                : countryName(words, row.country)}</td>
            <td className="number figure"><bdi>{count(Math.round(row.km))}</bdi></td>
            <td className="of">
                <span className="bar-of figure" aria-hidden>
                    {STATUSES.map(status => (
                        <i key={status} className={status}
                            style={{flexGrow: share(row.byStatus[status])}}/>
                    ))}
                </span>
            </td>
            {STATUSES.map(status => (
                <td key={status} className="number figure">
                    <bdi>{percent(share(row.byStatus[status]), 1)}</bdi>
                </td>
            ))}
            <td className="number figure"><bdi>{percent(share(row.readKm), 1)}</bdi></td>
        </tr>
    );
}
