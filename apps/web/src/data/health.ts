import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Alarm, Health, TroubleKind} from './wire.ts';

export type {Alarm, DeviceHealth, Evidence, Health, Trouble, TroubleKind} from './wire.ts';

/** How the devices do; of a past moment the alarms that stood then, and no more. */
export function useHealth(thenMs?: number): UseQueryResult<Health> {
    return useQuery({
        queryKey: thenMs === undefined ? ['live', 'health'] : ['past', 'health', thenMs],
        queryFn: () => ask<Health>(`/v1/health${thenMs === undefined ? '' : `?past=${thenMs}`}`),
        placeholderData: before => before,
    });
}

/** The alarms that stand, by where they are along the corridor. */
export function standing({alarms}: Health): Alarm[] {
    return alarms.filter(alarm => alarm.endedMs === undefined)
        .sort((a, b) => a.troubles[0]!.subject < b.troubles[0]!.subject ? -1 : 1);
}

/** What is wrong with each gantry just now, its own and that of its devices. */
export function troublesByGantry({devices, alarms}: Health): Map<string, Set<TroubleKind>> {
    const found = new Map<string, Set<TroubleKind>>();
    const add = (gantry: string, kind: TroubleKind): void => {
        const known = found.get(gantry);
        if (known) known.add(kind);
        else found.set(gantry, new Set([kind]));
    };
    const pointOf = new Map(devices.map(({device, point}) => [device, point]));
    for (const {point, troubles} of devices) for (const kind of troubles) add(point, kind);
    for (const {kind, subject, endedMs} of alarms.flatMap(alarm => alarm.troubles)) {
        if (endedMs === undefined) add(pointOf.get(subject) ?? subject, kind);
    }
    return found;
}
