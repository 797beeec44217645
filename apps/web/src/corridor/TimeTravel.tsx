import {useNavigate} from '@tanstack/react-router';
import {useEffect, useRef, useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {momentOf, timeText} from '../design/times.ts';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Where one first goes back to. */
const BACK_MS = 15 * MINUTE_MS;
/** A slider that is dragged asks for where it rests, not for all that it passes. */
const REST_MS = 200;

const STEPS = [
    {keys: '<', byMs: -HOUR_MS, word: 'then.hour.back', unit: 'age.hours'},
    {keys: ',', byMs: -MINUTE_MS, word: 'then.minute.back', unit: 'age.minutes'},
    {keys: '.', byMs: MINUTE_MS, word: 'then.minute.on', unit: 'age.minutes'},
    {keys: '>', byMs: HOUR_MS, word: 'then.hour.on', unit: 'age.hours'},
] as const;

/** To any past minute and back; the minute stands in the address, by the corridor's clock. */
export function TimeTravel({zone, now, thenMs}: {
    zone: string; now: string; thenMs: number | undefined;
}): ReactNode {
    const {t} = useWords();
    const navigate = useNavigate();
    const nowMs = momentOf(now.replace(' ', 'T').slice(0, 16), zone)!;
    const go = (atMs: number | undefined): void => void navigate({
        to: '/', replace: true, search: before => ({
            ...before, day: undefined,
            past: atMs === undefined || atMs >= nowMs ? undefined
                : timeText(atMs, zone).replace(' ', 'T'),
        }),
    });
    const isPast = thenMs !== undefined;
    useKey('t', t('then.travel'), () => go(isPast ? undefined : nowMs - BACK_MS));
    return (
        <div className={isPast ? 'then past' : 'then'} role="group" aria-label={t('then.title')}>
            {isPast ? (
                <>
                    <Moment zone={zone} thenMs={thenMs} nowMs={nowMs} go={go}/>
                    {STEPS.map(step => (
                        <Step key={step.keys} {...step} told={t(step.word)}
                            act={() => go(thenMs + step.byMs)}/>
                    ))}
                    <Minutes zone={zone} thenMs={thenMs} nowMs={nowMs} go={go}/>
                    <Button className="button strong" onPress={() => go(undefined)}>
                        {t('then.now')} <kbd>t</kbd>
                    </Button>
                </>
            ) : (
                <Button className="button quiet" onPress={() => go(nowMs - BACK_MS)}>
                    {t('then.travel')} <kbd>t</kbd>
                </Button>
            )}
        </div>
    );
}

function Step({keys, told, unit, byMs, act}: {
    keys: string; told: string; unit: 'age.hours' | 'age.minutes'; byMs: number; act(): void;
}): ReactNode {
    const {t} = useWords();
    useKey(keys, told, act);
    return <Button className="button" onPress={act}>
        <bdi aria-hidden>{byMs < 0 ? '−' : '+'}{t(unit, {count: 1})}</bdi>
        <span className="unseen">{told}</span>
    </Button>;
}

interface Travelled {
    zone: string;
    thenMs: number;
    nowMs: number;
    go(atMs: number | undefined): void;
}

function Moment({zone, thenMs, nowMs, go}: Travelled): ReactNode {
    const {t} = useWords();
    const written = (atMs: number): string => timeText(atMs, zone).replace(' ', 'T');
    return (
        <input className="field" type="datetime-local" aria-label={t('then.title')}
            value={written(thenMs)} max={written(nowMs)}
            onChange={event => {
                const chosen = momentOf(event.target.value, zone);
                if (chosen !== undefined) go(chosen);
            }}/>
    );
}

/** The minutes of the day as a line to drag along. */
function Minutes({zone, thenMs, nowMs, go}: Travelled): ReactNode {
    const {t} = useWords();
    const startMs = momentOf(`${timeText(thenMs, zone).slice(0, 10)}T00:00`, zone)!;
    const minute = Math.round((thenMs - startMs) / MINUTE_MS);
    const [dragged, drag] = useState<number>();
    const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
    useEffect(() => () => clearTimeout(timer.current), []);
    return (
        <input type="range" dir="ltr" min={0}
            max={Math.min(1_439, Math.max(minute, Math.floor((nowMs - startMs) / MINUTE_MS) - 1))}
            value={dragged ?? minute} aria-label={t('then.minutes')}
            aria-valuetext={timeText(startMs + (dragged ?? minute) * MINUTE_MS, zone)}
            onChange={event => {
                const chosen = Number(event.target.value);
                drag(chosen);
                clearTimeout(timer.current);
                timer.current = setTimeout(() => {
                    drag(undefined);
                    go(startMs + chosen * MINUTE_MS);
                }, REST_MS);
            }}/>
    );
}
