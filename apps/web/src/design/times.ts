import type {Words} from '../words/words.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment in the zone of the corridor, as receipts and the log write it: `2025-03-03 14:22`. */
export function timeText(atMs: number, zone: string): string {
    let format = formats.get(zone);
    if (!format) {
        format = new Intl.DateTimeFormat('sv-SE', {
            timeZone: zone, dateStyle: 'short', timeStyle: 'short',
        });
        formats.set(zone, format);
    }
    return format.format(atMs);
}

/**
 * The moment that a clock of a zone shows as `2025-03-03T14:22`; undefined where it is none. Of an
 * hour that comes twice the second is meant.
 */
export function momentOf(text: string, zone: string): number | undefined {
    const asUtcMs = Date.parse(`${text}Z`);
    if (Number.isNaN(asUtcMs)) return undefined;
    const offset = (atMs: number): number =>
        Date.parse(`${timeText(atMs, zone).replace(' ', 'T')}Z`) - atMs;
    return asUtcMs - offset(asUtcMs - offset(asUtcMs));
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long something lasts already, in the one unit that tells it. */
export function ageText({t}: Words, ms: number): string {
    if (ms < 2 * MINUTE_MS) return t('age.seconds', {count: Math.max(0, Math.round(ms / 1000))});
    if (ms < 2 * HOUR_MS) return t('age.minutes', {count: Math.round(ms / MINUTE_MS)});
    if (ms < 2 * DAY_MS) return t('age.hours', {count: Math.round(ms / HOUR_MS)});
    return t('age.days', {count: Math.round(ms / DAY_MS)});
}
