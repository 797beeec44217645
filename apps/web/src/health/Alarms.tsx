import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {useCorridor} from '../data/corridor.ts';
import {standing, useHealth, type Alarm} from '../data/health.ts';
import {Panel} from '../design/Panel.tsx';
import {ageText, timeText} from '../design/times.ts';
import {useWords} from '../words/words.ts';
import {evidenceText} from './evidence.ts';
import {Mark} from './Mark.tsx';

/** What is wrong, one row for each cause however many devices it troubles, and since when. */
export function Alarms({at, thenMs}: {
    at: string | undefined; thenMs?: number | undefined;
}): ReactNode {
    const {t} = useWords();
    const {data, isError} = useHealth(thenMs);
    const {data: corridor} = useCorridor();
    if (!data || !corridor) {
        return isError ? <p className="note" role="status">{t('health.unknown')}</p> : undefined;
    }
    const alarms = standing(data);
    return (
        <Panel title={t('alarms.title', {count: alarms.length})}>
            {alarms.length === 0 ? <p className="note figure">{t('alarms.none')}</p> : (
                <div className="scroll">
                    <table className="alarms">
                        <tbody>
                            {alarms.map(alarm => (
                                <Row key={alarm.id} alarm={alarm} nowMs={data.nowMs}
                                    zone={corridor.zone} at={at}/>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </Panel>
    );
}

function Row({alarm, nowMs, zone, at}: {
    alarm: Alarm; nowMs: number; zone: string; at: string | undefined;
}): ReactNode {
    const words = useWords();
    const {kind, sinceMs} = alarm;
    const troubles = alarm.troubles.filter(each => each.endedMs === undefined);
    const [first = alarm.troubles[0]!] = troubles;
    const isHere = troubles.some(({subject}) => subject === at);
    return (
        <tr data-chosen={isHere || undefined}>
            <td><Mark kind={kind}/></td>
            <th scope="row">
                <Link className="link" to="/health" search={{at: first.subject}}>
                    <bdi>{first.subject}</bdi>
                </Link>
                {troubles.length > 1 && (
                    <small> {words.t('alarms.more', {count: troubles.length - 1})}</small>
                )}
            </th>
            <td className="figure"><bdi>{timeText(sinceMs, zone)}</bdi></td>
            <td className="number figure">{ageText(words, nowMs - sinceMs)}</td>
            <td className="why figure">{evidenceText(words, first.evidence)}</td>
        </tr>
    );
}
