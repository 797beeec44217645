import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import type {HeardReading} from '@karwan/health';
import {tagToken} from '@karwan/journey';

/** Where the six days of the reference corridor end; what is dated later was stamped on upload. */
const END_MS = Date.parse('2022-02-28T00:00:00+08:00');

/** The readings of the gantries, in the order of time, as health hears them. */
export function gantryReadings(reference: string): HeardReading[] {
    const file = readFileSync(join(reference, 'gantry-corridor', 'readings.csv.gz'));
    const lines = gunzipSync(file, {chunkSize: 1 << 24}).toString('latin1').split('\n');
    const readings: HeardReading[] = [];
    const tokens = new Map<string, ReturnType<typeof tagToken>>();
    for (const line of lines.slice(1)) {
        const [, time, place, kind, vehicle, vehicleClass] = line.trim().split(',');
        if (kind !== 'gantry') continue;
        const atMs = Date.parse(time!);
        if (atMs >= END_MS) continue;
        let tag = tokens.get(vehicle!);
        if (!tag) tokens.set(vehicle!, tag = tagToken(vehicle!));
        readings.push({
            device: `${place}.gantry`, point: place!, tag, plate: undefined,
            measuredClass: vehicleClass, atMs, receivedMs: atMs,
        });
    }
    return readings;
}

/** Local time of the corridor, to the second. */
export function timeText(atMs: number): string {
    return new Date(atMs + 8 * 3_600_000).toISOString().slice(5, 19).replace('T', ' ');
}
