import {useNavigate, useSearch} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Charges} from '../day/Charges.tsx';
import {DayChoice} from '../day/DayChoice.tsx';
import {useCorridor} from '../data/corridor.ts';
import {useDay} from '../data/day.ts';
import type {Moving} from '../data/moving.ts';
import {momentOf} from '../design/times.ts';
import {Waiting} from '../design/Waiting.tsx';
import {Alarms} from '../health/Alarms.tsx';
import {useAbnormal} from '../health/useAbnormal.ts';
import {CorridorMap} from './CorridorMap.tsx';
import {RatesPanel} from './RatesPanel.tsx';
import {Strip} from './Strip.tsx';
import {Tiles} from './Tiles.tsx';
import {TimeTravel} from './TimeTravel.tsx';
import {useMoving} from './use-moving.ts';

/** What of the corridor is looked at: a place, a past moment, and who drives there then. */
export interface Looked {
    at: string | undefined;
    /** The present where it is undefined. */
    thenMs: number | undefined;
    moving: Moving;
    /** Opens the day of a vehicle; who drove stands in no address and goes along beside it. */
    open(vehicle: string): void;
}

/** Is anything wrong, where, and since when? Now, or at any minute that is past. */
export function CorridorPage(): ReactNode {
    const {day, at, past, map} = useSearch({from: '/inside/'});
    const {data: corridor} = useCorridor();
    const thenMs = past === undefined || !corridor ? undefined : momentOf(past, corridor.zone);
    const {data, isError} = useDay(day, thenMs);
    const moving = useMoving(corridor, thenMs);
    const navigate = useNavigate();
    useAbnormal('/', at, thenMs);
    if (!data || !corridor || !moving) return <Waiting isError={isError}/>;
    const looked: Looked = {
        at, thenMs, moving,
        open: vehicle => void navigate({to: '/vehicle', state: before => ({...before, vehicle})}),
    };
    return (
        <div className="corridor">
            <div className="when">
                {thenMs === undefined && <DayChoice day={data} to="/"/>}
                <TimeTravel zone={corridor.zone} now={data.now} thenMs={thenMs}/>
            </div>
            <Tiles day={data}/>
            <Alarms at={at} thenMs={thenMs}/>
            <Strip looked={looked}/>
            <div className="columns wide">
                <CorridorMap corridor={corridor} looked={looked} camera={map}/>
                <RatesPanel corridor={corridor} looked={looked}/>
            </div>
            <Charges day={data}/>
        </div>
    );
}
