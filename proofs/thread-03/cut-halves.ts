import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';

/** The rows of a packed CSV file, the header first. */
export function linesOf(file: string): string[] {
    return gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
}

/** 0: a vehicle to learn from. 1: a vehicle to score with. */
export function halfOf(vehicle: string): 0 | 1 {
    return (createHash('sha256').update(`x${vehicle}`).digest()[0]! & 1) as 0 | 1;
}

/** What the proof hands out: never the whole file of given trips. */
export interface Halves {
    /** Files of given trips, of the vehicles to learn from and of those to score with. */
    learn: string;
    score: string;
    vehicles: ReadonlySet<string>;
}

/** Cuts the file of given trips in two, by vehicle, into a folder. */
export function cutHalves(readings: readonly string[], tracks: string, folder: string): Halves {
    const vehicleOf = new Map<string, string>();
    for (const line of readings.slice(1)) {
        const [reading, , , , vehicle] = line.split(',');
        vehicleOf.set(reading!, vehicle!);
    }
    const [header, ...rows] = linesOf(tracks);
    const halves: [string[], string[]] = [[header!], [header!]];
    for (const row of rows) {
        const vehicle = vehicleOf.get(row.slice(0, row.indexOf(',')));
        if (vehicle === undefined) throw new Error(`${tracks}: no reading of the row ${row}`);
        halves[halfOf(vehicle)].push(row);
    }
    const files = {learn: join(folder, 'learn.csv'), score: join(folder, 'score.csv')};
    writeFileSync(files.learn, `${halves[0].join('\n')}\n`);
    writeFileSync(files.score, `${halves[1].join('\n')}\n`);
    return {...files, vehicles: new Set(vehicleOf.values())};
}
