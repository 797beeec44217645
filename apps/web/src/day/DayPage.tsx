import {useSearch} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {useDay} from '../data/day.ts';
import {Waiting} from '../design/Waiting.tsx';
import {Balances} from './Balances.tsx';
import {Charges} from './Charges.tsx';
import {Close} from './Close.tsx';
import {Collected} from './Collected.tsx';
import {DayChoice} from './DayChoice.tsx';
import {Hours} from './Hours.tsx';
import {Shares} from './Shares.tsx';

/** Can I close this day? */
export function DayPage(): ReactNode {
    const {day} = useSearch({from: '/inside/day'});
    const {data, isError} = useDay(day);
    if (!data) return <Waiting isError={isError}/>;
    return (
        <div className="day">
            <DayChoice day={data} to="/day"/>
            <div className="columns">
                <Balances day={data}/>
                <div className="column">
                    <Close day={data}/>
                    <Collected day={data}/>
                    <Hours day={data}/>
                    <Shares day={data}/>
                </div>
            </div>
            <Charges day={data}/>
        </div>
    );
}
