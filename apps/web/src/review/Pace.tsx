import type {ReactNode} from 'react';
import {useWords} from '../words/words.ts';
import {decisions, type Decision} from './decisions.ts';

/** One's own pace, what can still be undone, and what was refused. */
export function Pace({made}: {made: readonly Decision[]}): ReactNode {
    const {t} = useWords();
    const waiting = made.filter(({state}) => state === 'waiting').length;
    const refused = made.filter(({state}) => state === 'refused');
    const seconds = decisions.begunMs === undefined || made.length < 2 ? undefined
        : Math.round((Date.now() - decisions.begunMs) / 1000 / (made.length - 1));
    return (
        <p className="pace" role="status">
            {t('review.made', {count: made.length})}
            {seconds !== undefined && ` · ${t('review.pace', {seconds})}`}
            {waiting > 0 && <> · {t('review.waiting', {count: waiting})} <kbd>Z</kbd></>}
            {' · '}{t('review.accuracy')}
            {refused.map(({item, fault}) => (
                <strong key={item} className="abnormal">
                    {' '}▲ {t('review.refused', {item, fault: fault ?? ''})}
                </strong>
            ))}
        </p>
    );
}
