import {useSearch} from '@tanstack/react-router';
import {useEffect, useState, type ReactNode} from 'react';
import {useDay, type Day} from '../data/day.ts';
import {useLine} from '../data/line.ts';
import {ageText, momentOf} from '../design/times.ts';
import {useWords, type Words} from '../words/words.ts';
import {useSetting} from './setting.ts';

/** How old the figures on the screen are, once nobody renews them. */
export interface Age {
    isStale: boolean;
    ageMs: number | undefined;
}

const TICK_MS = 1_000;

export function useAge(): Age {
    const {state, heardAtMs} = useLine(useSetting().line);
    const isStale = state === 'gone';
    const nowMs = useTick(isStale);
    return {isStale, ageMs: heardAtMs === undefined ? undefined : Math.max(0, nowMs - heardAtMs)};
}

function useTick(isTicking: boolean): number {
    const [nowMs, setNowMs] = useState(() => Date.now());
    useEffect(() => {
        if (!isTicking) return undefined;
        setNowMs(Date.now());
        const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
        return () => clearInterval(timer);
    }, [isTicking]);
    return nowMs;
}

/** The corridor's clock, and whether the figures are live. */
export function LineSign(): ReactNode {
    const words = useWords();
    const {state} = useLine(useSetting().line);
    const {isStale, ageMs} = useAge();
    const {data} = useDay(undefined);
    const {past} = useSearch({strict: false});
    if (past !== undefined && data) return <Past minute={past} day={data}/>;
    return (
        <>
            <time className="clock figure"><bdi>{data?.now.slice(11)}</bdi></time>
            <span role="status" className={isStale ? 'line gone' : 'line'}>
                {isStale ? goneText(words, ageMs)
                    : words.t(state === 'live' ? 'line.live' : 'line.connecting')}
            </span>
        </>
    );
}

/** The page shows a past minute: nothing on it is live, and the sign says how old it is. */
function Past({minute, day}: {minute: string; day: Day}): ReactNode {
    const words = useWords();
    const {zone} = day.corridor;
    const nowMs = momentOf(day.now.replace(' ', 'T').slice(0, 16), zone)!;
    const ageMs = Math.max(0, nowMs - (momentOf(minute, zone) ?? nowMs));
    return (
        <>
            <time className="clock"><bdi>{minute.slice(11)}</bdi></time>
            <span role="status" className="line past">
                {words.t('line.past', {age: ageText(words, ageMs)})}
            </span>
        </>
    );
}

function goneText({t}: Words, ageMs: number | undefined): string {
    if (ageMs === undefined) return t('line.gone.never');
    const seconds = Math.round(ageMs / 1000);
    const age = seconds < 120 ? t('age.seconds', {count: seconds})
        : t('age.minutes', {count: Math.round(seconds / 60)});
    return t('line.gone', {age});
}
