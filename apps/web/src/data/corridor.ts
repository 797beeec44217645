import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';

/** A place along a road; metres are counted in the road's first direction. */
export interface Place {
    id: string;
    name: string;
    metres: number;
    lat: number | null;
    lon: number | null;
}

export interface Road {
    id: string;
    name: string;
    directions: string[];
    lengthMetres: number;
    interchanges: (Place & {hasRamps: boolean})[];
}

/** A gantry over a section of one carriageway, which leads from one chainage to another. */
export interface Gantry extends Place {
    road: string;
    direction: string;
    fromMetres: number;
    toMetres: number;
}

/** Whether it is what is looked at: the gantry itself, or a device of it. */
export function isAt({id}: Gantry, at: string | undefined): boolean {
    return at !== undefined && (at === id || at.startsWith(`${id}.`));
}

/** What lies where; it changes with the scheme only. */
export interface Corridor {
    id: string;
    name: string;
    zone: string;
    currency: string;
    roads: Road[];
    gantries: Gantry[];
}

export function useCorridor(): UseQueryResult<Corridor> {
    return useQuery({queryKey: ['corridor'], queryFn: () => ask<Corridor>('/v1/corridor')});
}
