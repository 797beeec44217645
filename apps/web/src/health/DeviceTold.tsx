import type {ReactNode} from 'react';
import type {Corridor} from '../data/corridor.ts';
import type {DeviceHealth, Health, Trouble} from '../data/health.ts';
import {Panel} from '../design/Panel.tsx';
import {ageText, timeText} from '../design/times.ts';
import {useWords} from '../words/words.ts';
import {clockText, placeText} from './Devices.tsx';
import {evidenceText} from './evidence.ts';
import {Mark} from './Mark.tsx';

/** A device, a gantry or a section: what is held against it, what it rests on, what was before. */
export function DeviceTold({at, health, corridor}: {
    at: string; health: Health; corridor: Corridor;
}): ReactNode {
    const {t, kilometres} = useWords();
    const devices = health.devices.filter(({device, point}) => device === at || point === at);
    const points = new Set([at, ...devices.map(({point}) => point)]);
    const gantry = corridor.gantries.find(({id}) => points.has(id));
    const about = (trouble: Trouble): boolean =>
        trouble.subject === at || trouble.subject === gantry?.id
        || devices.some(({device}) => device === trouble.subject);
    const all = [...health.alarms, ...health.ended].flatMap(alarm => alarm.troubles).filter(about);
    const troubles = [...new Map(
        all.map(each => [`${each.kind} ${each.subject} ${each.sinceMs}`, each])).values()];
    return (
        <Panel title={gantry ? `${at} · ${gantry.road}, ${t('health.at', {
            km: kilometres(gantry.metres), direction: gantry.direction,
        })}` : at}>
            <ul className="told">
                {devices.map(each => <Figures key={each.device} told={each} nowMs={health.nowMs}/>)}
            </ul>
            {troubles.length === 0 ? <p className="note">{t('health.noevidence')}</p> : (
                <ul className="told">
                    {troubles.map(each => (
                        <Held key={`${each.kind} ${each.subject} ${each.sinceMs}`} trouble={each}
                            zone={corridor.zone} nowMs={health.nowMs}/>
                    ))}
                </ul>
            )}
        </Panel>
    );
}

function Figures({told, nowMs}: {told: DeviceHealth; nowMs: number}): ReactNode {
    const words = useWords();
    const {t, percent} = words;
    const {device, lastHeardMs, missed, trials, clock, impliedMetres} = told;
    const parts = [
        lastHeardMs === undefined ? t('health.never')
            : t('health.heard.ago', {age: ageText(words, nowMs - lastHeardMs)}),
        missed && t('health.missed.of', {
            share: percent(missed.value, 1), low: percent(missed.low, 1),
            high: percent(missed.high, 1), trials,
        }),
        clock && t(`health.clock.${clock.by}`, {offset: clockText(clock)}),
        placeText(words, impliedMetres),
    ];
    return (
        <li>
            <strong><bdi>{device}</bdi></strong>{' '}
            <span className="figure">{parts.filter(Boolean).join(' · ')}</span>
        </li>
    );
}

function Held({trouble, zone, nowMs}: {
    trouble: Trouble; zone: string; nowMs: number;
}): ReactNode {
    const words = useWords();
    const {kind, subject, sinceMs, endedMs, evidence} = trouble;
    return (
        <li>
            <Mark kind={kind}/> <bdi>{subject}</bdi>{' '}
            <span className="figure">
                {words.t('health.since', {
                    time: timeText(sinceMs, zone),
                    age: ageText(words, (endedMs ?? nowMs) - sinceMs),
                })}
                {endedMs !== undefined && ` ${words.t('health.ended')}`}
                {': '}{evidenceText(words, evidence)}
            </span>
        </li>
    );
}
