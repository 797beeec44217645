/** An hour and a day in milliseconds. */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const QUARTER_MS = HOUR_MS / 4;

const INSTANT =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})$/;

/**
 * UTC milliseconds of an RFC 3339 instant with its offset; undefined where it is none. A time
 * without an offset is refused: what an unzoned clock meant cannot be known later.
 */
export function parseInstant(text: string): number | undefined {
    const parts = INSTANT.exec(text);
    if (!parts) return undefined;
    const zone = parts[3]!;
    const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
    const atMs = Date.parse(`${parts[1]}T${parts[2]}${offset}`);
    if (Number.isNaN(atMs)) return undefined;
    // Date.parse rolls 30 February over into March; such a day was never meant.
    const [year, month, day] = parts[1]!.split('-').map(Number);
    const lastDay = new Date(Date.UTC(year!, month!, 0)).getUTCDate();
    return day! <= lastDay ? atMs : undefined;
}

/** A zone of the IANA database with its offsets, to tell local days and times. */
export class Zone {
    readonly name: string;
    readonly #format: Intl.DateTimeFormat;
    readonly #offsets = new Map<number, number>();
    readonly #days = new Map<number, string>();

    /** Throws a RangeError where the name is no zone. */
    constructor(name: string) {
        this.name = name;
        this.#format = new Intl.DateTimeFormat('en-CA', {
            timeZone: name, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
            hour: '2-digit', minute: '2-digit', second: '2-digit',
        });
    }

    /** Local minus UTC, in milliseconds. Zones change theirs on quarter hours at the finest. */
    offsetMs(atMs: number): number {
        const quarter = Math.floor(atMs / QUARTER_MS);
        let offset = this.#offsets.get(quarter);
        if (offset === undefined) {
            offset = this.#measure(quarter * QUARTER_MS);
            this.#offsets.set(quarter, offset);
        }
        return offset;
    }

    #measure(atMs: number): number {
        const parts = new Map(this.#format.formatToParts(atMs).map(p => [p.type, Number(p.value)]));
        const local = Date.UTC(
            parts.get('year')!, parts.get('month')! - 1, parts.get('day')!,
            parts.get('hour')!, parts.get('minute')!, parts.get('second')!,
        );
        return local - Math.floor(atMs / 1000) * 1000;
    }

    /** The local calendar day, `2025-03-03`. */
    day(atMs: number): string {
        const offset = this.offsetMs(atMs);
        // Zones of before their standard time begin their days between two quarters.
        if (offset % QUARTER_MS !== 0) return dayText(atMs + offset);
        const quarter = Math.floor(atMs / QUARTER_MS);
        let day = this.#days.get(quarter);
        if (day === undefined) this.#days.set(quarter, day = dayText(atMs + offset));
        return day;
    }

    /** The instant at which a local day begins. */
    startOfDayMs(day: string): number {
        const asUtc = Date.parse(`${day}T00:00:00Z`);
        const guess = asUtc - this.offsetMs(asUtc);
        return asUtc - this.offsetMs(guess);
    }

    /**
     * The instants at which this zone's clocks show a local time (given as if it were UTC), the
     * earlier first: one; none where the clocks were put over it; two where they were put back.
     */
    instantsMs(localMs: number): number[] {
        const offsets = new Set(
            [localMs - DAY_MS, localMs + DAY_MS].map(nearMs => this.offsetMs(nearMs)));
        return [...offsets].map(offset => localMs - offset)
            .filter(atMs => atMs + this.offsetMs(atMs) === localMs).sort((a, b) => a - b);
    }

    /** `2025-03-03 08:15:02` in this zone. */
    text(atMs: number): string {
        return new Date(atMs + this.offsetMs(atMs)).toISOString().slice(0, 19).replace('T', ' ');
    }
}

/** The day so many days after a local day, or before it: `2025-03-01` is 1 after `2025-02-28`. */
export function dayBeside(day: string, days: number): string {
    return dayText(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

function dayText(localMs: number): string {
    return new Date(localMs).toISOString().slice(0, 10);
}
