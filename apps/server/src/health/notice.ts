import {DAY_MS, HOUR_MS} from '@karwan/base';
import type {Alarm} from '@karwan/health';

/** How people and systems are told. */
export type Way = 'webhook' | 'mail';

/** One thing to be told by one way. */
export interface Notice {
    alarm: string;
    event: 'begun' | 'ended';
    way: Way;
    body: AlarmTold;
}

/** An alarm as it is told: times as text, no token of a vehicle. */
export interface AlarmTold {
    id: string;
    event: Notice['event'];
    cause: string;
    kind: Alarm['kind'];
    since: string;
    found: string;
    ended: string | null;
    devices: string[];
    evidence: string[];
}

/** What is to be told of changed alarms; `known` are those that were open before. */
export function noticesOf(
    alarms: readonly Alarm[], known: ReadonlySet<string>, ways: readonly Way[],
): Notice[] {
    return alarms.flatMap(alarm => {
        const event = alarm.endedMs === undefined ? 'begun' as const : 'ended' as const;
        // An alarm that grows was told when it began.
        if (event === 'begun' && known.has(alarm.id)) return [];
        return ways.map(way => ({alarm: alarm.id, event, way, body: alarmTold(alarm, event)}));
    });
}

export function alarmTold(alarm: Alarm, event: Notice['event']): AlarmTold {
    const time = (atMs: number): string => new Date(atMs).toISOString();
    return {
        id: alarm.id, event, cause: alarm.cause, kind: alarm.kind, since: time(alarm.sinceMs),
        found: time(alarm.foundMs), ended: alarm.endedMs === undefined ? null : time(alarm.endedMs),
        devices: [...new Set(alarm.troubles.map(each => each.subject))],
        evidence: alarm.troubles.slice(0, 5).map(
            ({subject, evidence}) => `${subject}: ${evidenceText(evidence)}`),
    };
}

/** A trouble's evidence as a sentence. */
export function evidenceText(evidence: Alarm['troubles'][number]['evidence']): string {
    const tenths = (value: number): string => value.toFixed(1);
    const percent = (share: number): string => `${tenths(share * 100)} %`;
    switch (evidence.test) {
        case 'heartbeats':
            return `${evidence.missed} heartbeats in a row stayed away; one is due every `
                + `${evidence.toldAgainAfterMs / 1000} s`;
        case 'vehicles-at-neighbours':
            return `missed ${evidence.missed} of ${evidence.trials} vehicles that its neighbours `
                + `saw (95 %: ${percent(evidence.low)} to ${percent(evidence.high)}); usually `
                + percent(evidence.usual);
        case 'traffic':
            return `nothing for ${spanText(evidence.quietMs)}, where `
                + `${Math.round(evidence.expected)} readings should have come`;
        case 'receipt':
            return `its clock is ${tenths(evidence.offsetMs / 1000)} s off by the receipt of `
                + `${evidence.messages} messages`;
        case 'times-at-neighbours':
            return `its clock is ${tenths(evidence.offsetMs / 1000)} s off, `
                + `± ${tenths(evidence.plusMinusMs / 1000)} s, by ${evidence.vehicles} vehicles`;
        case 'travel-times':
            return `surveyed at ${tenths(evidence.surveyedMetres / 1000)} km; `
                + `${evidence.cars} cars say ${tenths(evidence.impliedMetres / 1000)} km`;
        case 'section-speed':
            return `${evidence.cars} cars drive ${Math.round(evidence.metresPerSecond * 3.6)} km/h `
                + `here, and ${Math.round(evidence.usualMetresPerSecond * 3.6)} km/h beside it`;
    }
}

// Minutes while they can be pictured, else hours, else days.
function spanText(spanMs: number): string {
    if (spanMs < 3 * HOUR_MS) return `${Math.round(spanMs / 60_000)} min`;
    if (spanMs < 3 * DAY_MS) return `${Math.round(spanMs / HOUR_MS)} hours`;
    return `${Math.round(spanMs / DAY_MS)} days`;
}
