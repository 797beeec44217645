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
        const left = new AbortController();
        void standAt(moving, thenMs, left.signal);
        return () => left.abort();
    }, [moving, line, thenMs]);
    return moving;
}

// Where it cannot be had the picture stays without vehicles; the counters say that it failed.
async function standAt(moving: Moving, thenMs: number, left: AbortSignal): Promise<void> {
    const seen = await ask<Seen>(`/v1/moving?past=${thenMs}`).catch(() => undefined);
    if (seen && !left.aborted) moving.take(seen);
}
