import {useNavigate} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import type {Day} from '../data/day.ts';
import {useWords} from '../words/words.ts';

/** Which day is looked at; it stands in the address. */
export function DayChoice({day: {day, days, today}, to}: {day: Day; to: '/' | '/day'}): ReactNode {
    const {t} = useWords();
    const navigate = useNavigate();
    const known = days.some(each => each.day === day) ? days : [{day, isClosed: false}, ...days];
    const told = (each: {day: string; isClosed: boolean}): string => {
        if (each.isClosed) return t('day.closed', {day: each.day});
        return each.day === today ? t('day.today', {day: each.day}) : each.day;
    };
    return (
        <label className="day-choice">
            <span className="note">{t('day.choose')}</span>
            <select className="field" value={day}
                onChange={event => void navigate({
                    to, search: event.target.value === today ? {} : {day: event.target.value},
                })}>
                {known.map(each => <option key={each.day} value={each.day}>{told(each)}</option>)}
            </select>
        </label>
    );
}
