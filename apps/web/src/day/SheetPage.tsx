import {useSearch} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {useStanding} from '../data/closing.ts';
import {useDay, type Day} from '../data/day.ts';
import {standing, useHealth} from '../data/health.ts';
import {usePerson} from '../data/person.ts';
import {Money} from '../design/Money.tsx';
import {Waiting} from '../design/Waiting.tsx';
import {useKey} from '../shell/keys.ts';
import {useWords, type Word} from '../words/words.ts';
import {Refused} from './Close.tsx';
import {SheetBalances} from './SheetBalances.tsx';

/** A day on one sheet of paper: what is closed, or what refuses it, to be signed and filed. */
export function SheetPage(): ReactNode {
    const {day} = useSearch({from: '/inside/sheet'});
    const {t} = useWords();
    const {data, isError} = useDay(day);
    const print = (): void => window.print();
    useKey('p', t('sheet.print'), print);
    if (!data) return <Waiting isError={isError}/>;
    return (
        <div className="sheet-page">
            <p className="no-print">
                <Button className="button strong" onPress={print}>
                    {t('sheet.print')} <kbd>p</kbd>
                </Button>
            </p>
            <Sheet day={data}/>
        </div>
    );
}

function Sheet({day}: {day: Day}): ReactNode {
    const {t} = useWords();
    const {data: now} = useStanding(day.day);
    const refusal = now?.refusal;
    return (
        <article className="paper panel">
            <header>
                <p>{day.corridor.name}</p>
                <h2>{t('sheet.title', {day: day.day})}</h2>
                {day.simulatedSpeed !== null && <strong>{t('sheet.simulated')}</strong>}
            </header>
            <section className="outcome">
                {day.isClosed ? (
                    <p>{t('sheet.closed')}: <bdi className="digest">{refusal?.digest}</bdi></p>
                ) : (
                    <>
                        <p><strong className="figure">{t('sheet.open.state')}</strong></p>
                        <p>{refusal ? <>{t('sheet.refused')}: <Refused refusal={refusal}
                            day={day.day}/></> : t('sheet.none')}</p>
                    </>
                )}
            </section>
            <SheetBalances day={day}/>
            <div className="halves">
                <WaitingItems day={day}/>
                <Troubled/>
            </div>
            <p className="prose">{t('sheet.rest')}</p>
            <Signed day={day}/>
        </article>
    );
}

function WaitingItems({day}: {day: Day}): ReactNode {
    const {t, count} = useWords();
    const {data: now} = useStanding(day.day);
    return (
        <section>
            <h3>{t('sheet.waiting')}</h3>
            {now?.waiting.length === 0 && <p>{t('sheet.waiting.none')}</p>}
            <table className="figure">
                <tbody>
                    {now?.waiting.map(({reason, count: many, worth}) => (
                        <tr key={reason}>
                            <th scope="row">{t(`reason.${reason}` as Word)}</th>
                            <td className="number"><bdi>{count(many)}</bdi></td>
                            <td className="number"><Money of={worth}/></td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}

/** Of many the first; a sheet is one page. */
const MOST_TROUBLES = 8;

function Troubled(): ReactNode {
    const {t} = useWords();
    const {data: health} = useHealth();
    const alarms = health ? standing(health) : [];
    return (
        <section>
            <h3>{t('sheet.devices')}</h3>
            {alarms.length === 0 && <p className="figure">{t('sheet.devices.none')}</p>}
            <ul className="figure">
                {alarms.slice(0, MOST_TROUBLES).map(({id, kind, troubles}) => (
                    <li key={id}><bdi>{troubles[0]!.subject}</bdi>: {t(`trouble.${kind}`)}</li>
                ))}
                {alarms.length > MOST_TROUBLES && (
                    <li>{t('alarms.more', {count: alarms.length - MOST_TROUBLES})}</li>
                )}
            </ul>
        </section>
    );
}

function Signed({day: {now, scheme}}: {day: Day}): ReactNode {
    const {t} = useWords();
    const {data: person} = usePerson();
    return (
        <footer>
            <p className="figure">
                {t('sheet.scheme')} <bdi>{scheme.version}</bdi>{' '}
                <bdi className="digest">{scheme.digest.slice(0, 16)}</bdi>
                {person && <> · {t('sheet.printed', {
                    time: now, name: person.name, role: t(`role.${person.role}`),
                })}</>}
            </p>
            <div className="signatures">
                <span>{t('sheet.sign.lead')}</span><span>{t('sheet.sign.audit')}</span>
            </div>
        </footer>
    );
}
