import {Link, useNavigate, useSearch} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {useDay} from '../data/day.ts';
import {Waiting} from '../design/Waiting.tsx';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';
import {Balances} from './Balances.tsx';
import {Charges} from './Charges.tsx';
import {Close} from './Close.tsx';
import {Collected} from './Collected.tsx';
import {DayChoice} from './DayChoice.tsx';
import {Hours} from './Hours.tsx';
import {Opened} from './Opened.tsx';
import {Shares} from './Shares.tsx';

/** Can I close this day? */
export function DayPage(): ReactNode {
    const {day, term} = useSearch({from: '/inside/day'});
    const navigate = useNavigate();
    const {data, isError} = useDay(day);
    if (!data) return <Waiting isError={isError}/>;
    return (
        <div className="day">
            <div className="when">
                <DayChoice day={data} to="/day"/>
                <ToSheet day={data.day}/>
            </div>
            <div className="columns">
                <Balances day={data} opened={term}/>
                <div className="column">
                    <Close day={data}/>
                    <Collected day={data}/>
                    <Hours day={data}/>
                    <Shares day={data}/>
                </div>
            </div>
            {term === undefined ? <Charges day={data}/> : (
                <Opened key={term} day={data} term={term} close={() => void navigate({
                    to: '/day', search: before => ({...before, term: undefined}),
                    resetScroll: false,
                })}/>
            )}
        </div>
    );
}

/** The page that is printed and signed. */
function ToSheet({day}: {day: string}): ReactNode {
    const {t} = useWords();
    const navigate = useNavigate();
    useKey('p', t('sheet.open'), () => void navigate({to: '/sheet', search: {day}}));
    return (
        <Link className="button" to="/sheet" search={{day}}>{t('sheet.open')} <kbd>p</kbd></Link>
    );
}
