import {Link} from '@tanstack/react-router';
import {useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {useClose, useStanding, type Refusal, type Standing} from '../data/closing.ts';
import {useCorridor} from '../data/corridor.ts';
import type {Day} from '../data/day.ts';
import {usePerson} from '../data/person.ts';
import {Money} from '../design/Money.tsx';
import {Panel} from '../design/Panel.tsx';
import {timeText} from '../design/times.ts';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';

/** What still waits, what refuses the close, and the close itself. */
export function Close({day}: {day: Day}): ReactNode {
    const {t} = useWords();
    const {data} = useStanding(day.day);
    if (!data) return <Panel title={t('close.title')}><p className="note">{t('loading')}</p></Panel>;
    return (
        <Panel title={t('close.title')}>
            <table className="figure">
                <tbody>
                    <Oldest standing={data} currency={day.corridor.currency.code}/>
                    {data.waiting.map(({reason, count, worth}) => (
                        <tr key={reason}>
                            <th scope="row">{t(`reason.${reason}` as 'reason.no-tariff')}</th>
                            <td className="number">{count}</td>
                            <td className="number"><Money of={worth}/></td>
                        </tr>
                    ))}
                </tbody>
            </table>
            <Doing key={day.day} day={day.day} standing={data}/>
        </Panel>
    );
}

function Oldest({standing: {oldest}, currency}: {
    standing: Standing; currency: string;
}): ReactNode {
    const {t} = useWords();
    const {data: corridor} = useCorridor();
    if (!oldest || !corridor) {
        return <tr><th scope="row" colSpan={3}>{t('close.nothing')}</th></tr>;
    }
    return (
        <tr>
            <th scope="row">{t('close.oldest')}</th>
            <td className="number">
                <Link className="link" to="/review" search={{item: oldest.id}}>
                    <bdi>{timeText(oldest.atMs, corridor.zone)}</bdi>
                </Link>
            </td>
            <td className="number"><Money of={oldest.worth} currency={currency}/></td>
        </tr>
    );
}

// Closing cannot be undone, so it takes two presses.
function Doing({day, standing: {refusal}}: {day: string; standing: Standing}): ReactNode {
    const {t} = useWords();
    const {data: person} = usePerson();
    const [isAsked, ask] = useState(false);
    const close = useClose(day);
    const mayClose = person?.role === 'shift-lead' || person?.role === 'administrator';
    const act = (): void => {
        if (refusal || !mayClose || close.isPending) return;
        if (isAsked) close.mutate();
        ask(!isAsked);
    };
    useKey('c', t('close.do', {day}), act);
    const fault = close.error?.message;
    return (
        <div className="close">
            {!refusal && mayClose && (
                <Button className={isAsked ? 'button strong' : 'button'} onPress={act}
                    isDisabled={close.isPending}>
                    {t(isAsked ? 'close.sure' : 'close.do', {day})} <kbd>c</kbd>
                </Button>
            )}
            <p role="status">
                {close.isPending && t('close.verifying')}
                {refusal && <Refused refusal={refusal} day={day}/>}
                {!refusal && fault !== undefined && (
                    <span className="abnormal difference">▲ {fault}</span>
                )}
                {!refusal && !mayClose && t('close.role')}
            </p>
        </div>
    );
}

/** Why a day cannot be closed, and where that is looked at. */
export function Refused({refusal: {answer, message, earlier, digest}, day}: {
    refusal: Refusal; day: string;
}): ReactNode {
    const {t} = useWords();
    switch (answer) {
        case 'closed-already': return (
            <>{t('close.closed', {day})} <bdi className="digest">{digest?.slice(0, 16)}</bdi></>
        );
        case 'earlier-day-open': return (
            <>
                {t('close.earlier', {day})}{' '}
                <Link className="link" to="/day" search={{day: earlier!}}><bdi>{earlier}</bdi></Link>
            </>
        );
        case 'not-over': return t('close.notover', {day});
        case 'behind': return t('close.behind', {day});
        case 'differs': return <span className="abnormal difference">▲ {message}</span>;
    }
}
