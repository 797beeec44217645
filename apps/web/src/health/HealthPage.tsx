import {useSearch} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {useCorridor} from '../data/corridor.ts';
import {useHealth} from '../data/health.ts';
import {Waiting} from '../design/Waiting.tsx';
import {Alarms} from './Alarms.tsx';
import {DeviceTold} from './DeviceTold.tsx';
import {Devices} from './Devices.tsx';
import {useAbnormal} from './useAbnormal.ts';

/** Which device lies? */
export function HealthPage(): ReactNode {
    const search = useSearch({from: '/inside/health'});
    const {data, isError} = useHealth();
    const {data: corridor} = useCorridor();
    useAbnormal('/health', search.at);
    if (!data || !corridor) return <Waiting isError={isError}/>;
    return (
        <div className="health">
            <Alarms at={search.at}/>
            {search.at !== undefined
                && <DeviceTold at={search.at} health={data} corridor={corridor}/>}
            <Devices health={data} corridor={corridor} search={search}/>
        </div>
    );
}
