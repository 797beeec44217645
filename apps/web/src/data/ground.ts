import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Ground} from './wire-network.ts';

export type {Ground} from './wire-network.ts';

/** Places, lines and areas in degrees, as GeoJSON (RFC 7946) has them. */
export interface Features {
    type: 'FeatureCollection';
    features: readonly Feature[];
}

export interface Feature {
    type: 'Feature';
    properties: Readonly<Record<string, string | number | boolean | null>>;
    geometry: {type: string; coordinates: unknown};
}

/** It changes with the corridor's files only. */
export function useGround(): UseQueryResult<Ground> {
    return useQuery({
        queryKey: ['ground'], queryFn: () => ask<Ground>('/v1/map'), staleTime: Infinity,
    });
}
