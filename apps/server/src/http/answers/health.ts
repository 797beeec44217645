import Type from 'typebox';
import {atMs, count, flag, number, oneOf, text} from './kinds.ts';

const kind = oneOf(['silent', 'losing', 'clock', 'misplaced', 'slow-section'], 'TroubleKind');
const share = Type.Object({value: number, low: number, high: number}, {
    title: 'Share', description: 'a share with its 95 % interval'});

const device = Type.Object({
    device: text, point: text, kind: text, site: text, lastHeardMs: Type.Optional(atMs),
    missed: Type.Optional(share), trials: count,
    clock: Type.Optional(Type.Object({
        offsetMs: number, plusMinusMs: number, by: oneOf(['neighbours', 'receipt']),
    })),
    impliedMetres: Type.Optional(number), troubles: Type.Array(kind),
}, {title: 'DeviceHealth', description: 'how one device does; what is not known is left out'});

const evidence = Type.Object({
    test: oneOf(['heartbeats', 'vehicles-at-neighbours', 'traffic', 'receipt',
        'times-at-neighbours', 'travel-times', 'section-speed']),
}, {
    title: 'Evidence', additionalProperties: Type.Union([text, number]),
    description: 'what a trouble rests on, figures by name; the `test` says which they are',
});

const trouble = Type.Object({
    kind, subject: text, site: text, road: text, sinceMs: atMs, foundMs: atMs,
    endedMs: Type.Optional(atMs), isWide: flag, evidence,
    told: Type.String({description: 'the evidence in English words'}),
}, {title: 'Trouble'});

const alarm = Type.Object({
    id: text, cause: text, kind, sinceMs: atMs, foundMs: atMs, endedMs: Type.Optional(atMs),
    troubles: Type.Array(trouble),
}, {title: 'Alarm', description: 'one cause, whatever it troubles'});

/** GET /v1/health */
export const healthAnswer = Type.Object({
    nowMs: atMs, seq: count, devices: Type.Array(device), alarms: Type.Array(alarm),
    ended: Type.Array(alarm),
}, {title: 'Health', description: 'the devices and their alarms, by the log up to `seq`'});
