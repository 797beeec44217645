import {useEffect, useMemo} from 'react';
import {ask} from '../data/ask.ts';
import type {Corridor} from '../data/corridor.ts';
import {Moving, type Seen} from '../data/moving.ts';
import {useSetting} from '../shell/setting.ts';

/** The vehicles of a corridor as they drive, or as they stood at a past moment. */
export function useMoving(
    corridor: Corridor | undefined, thenMs: number | undefined,
): Moving | undefined {
    const {line} = useSetting();
    const moving = useMemo(() => corridor && new Moving(corridor.gantries, thenMs),
        [corridor, thenMs]);
    useEffect(() => {
        if (!moving) return undefined;
        if (thenMs === undefined) return moving.follow(line);
        let isWanted = true;
        void ask<Seen>(`/v1/moving?then=${thenMs}`).then(seen => {
            if (isWanted) moving.take(seen);
        }, () => undefined);
        return () => {
            isWanted = false;
        };
    }, [moving, line, thenMs]);
    return moving;
}
