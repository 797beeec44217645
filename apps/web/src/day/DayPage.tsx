import {useSearch} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {useDay} from '../data/day.ts';
import {Balances} from './Balances.tsx';
import {Charges} from './Charges.tsx';
import {DayChoice} from './DayChoice.tsx';
import {Hours} from './Hours.tsx';
import {Shares} from './Shares.tsx';

/** Can I close this day? */
export function DayPage(): ReactNode {
    const {day} = useSearch({from: '/inside/day'});
    const {data} = useDay(day);
    if (!data) return undefined;
    return (
        <div className="day">
            <DayChoice day={data} to="/day"/>
            <div className="columns">
                <Balances day={data}/>
                <div className="column">
                    <Hours day={data}/>
                    <Shares day={data}/>
                </div>
            </div>
            <Charges day={data}/>
        </div>
    );
}
