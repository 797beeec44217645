import {useSearch} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Charges} from '../day/Charges.tsx';
import {DayChoice} from '../day/DayChoice.tsx';
import {useDay} from '../data/day.ts';
import {Waiting} from '../design/Waiting.tsx';
import {Alarms} from '../health/Alarms.tsx';
import {useAbnormal} from '../health/useAbnormal.ts';
import {Strip} from './Strip.tsx';
import {Tiles} from './Tiles.tsx';

/** Is anything wrong, where, and since when? */
export function CorridorPage(): ReactNode {
    const {day, at} = useSearch({from: '/inside/'});
    const {data, isError} = useDay(day);
    useAbnormal('/', at);
    if (!data) return <Waiting isError={isError}/>;
    return (
        <div className="corridor">
            <DayChoice day={data} to="/"/>
            <Tiles day={data}/>
            <Alarms at={at}/>
            <Strip at={at}/>
            <Charges day={data}/>
        </div>
    );
}
