import type {ReactNode} from 'react';
import type {Day} from '../data/day.ts';
import {Panel} from '../design/Panel.tsx';
import {useWords} from '../words/words.ts';

/** A bar for each hour, the running one darker. */
export function Hours({day: {hours, day, today, now}}: {day: Day}): ReactNode {
    const {t} = useWords();
    const most = Math.max(1, ...hours);
    const running = day === today ? Number(now.slice(11, 13)) : -1;
    return (
        <Panel title={t('hours.title')}>
            <ol className="hours figure">
                {hours.map((value, hour) => {
                    const name = `${String(hour).padStart(2, '0')}:00`;
                    const told = t('hours.bar', {hour: name, count: value});
                    return (
                        <li key={name} className={hour === running ? 'now' : undefined} title={told}>
                            <span className="unseen">{told}</span>
                            <i style={{blockSize: `${value / most * 100}%`}}/>
                            {hour % 6 === 0 && <b aria-hidden>{name}</b>}
                        </li>
                    );
                })}
            </ol>
        </Panel>
    );
}
