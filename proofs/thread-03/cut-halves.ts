import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';

/** The rows of a packed CSV file, the header first. */
export function linesOf(file: string): string[] {
    return gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
}

/** Chooses one vehicle in so many by its id; which half it lies in plays no part. */
export function oneIn(count: number): (vehicle: string) => boolean {
    const chosen = new Map<string, boolean>();
    return vehicle => {
        const known = chosen.get(vehicle);
        if (known !== undefined) return known;
        const isChosen = hashOf(vehicle)[1]! % count === 0;
        chosen.set(vehicle, isChosen);
        return isChosen;
    };
}

/** Whose reading a row of the file is. */
export function vehicleIn(row: string): string {
    return row.split(',', 5)[4]!;
}

/** 0: a vehicle to learn from. 1: a vehicle to score with. */
export function halfOf(vehicle: string): 0 | 1 {
    return (hashOf(vehicle)[0]! & 1) as 0 | 1;
}

function hashOf(vehicle: string): Buffer {
    return createHash('sha256').update(`x${vehicle}`).digest();
}

/** What the proof hands out: never the whole file of given trips. */
export interface Halves {
    /** Files of given trips, of the vehicles to learn from and of those to score with. */
    learn: string;
    score: string;
    vehicles: ReadonlySet<string>;
}

/** Cuts the given trips of the chosen vehicles in two, by vehicle, into a folder. */
export function cutHalves(
    readings: readonly string[], tracks: string, folder: string,
    isChosen: (vehicle: string) => boolean,
): Halves {
    const vehicleOf = new Map<string, string>();
    for (const row of readings.slice(1)) {
        vehicleOf.set(row.slice(0, row.indexOf(',')), vehicleIn(row));
    }
    const [header, ...rows] = linesOf(tracks);
    const halves: [string[], string[]] = [[header!], [header!]];
    for (const row of rows) {
        const vehicle = vehicleOf.get(row.slice(0, row.indexOf(',')));
        if (vehicle === undefined) throw new Error(`${tracks}: no reading of the row ${row}`);
        if (isChosen(vehicle)) halves[halfOf(vehicle)].push(row);
    }
    const files = {learn: join(folder, 'learn.csv'), score: join(folder, 'score.csv')};
    writeFileSync(files.learn, `${halves[0].join('\n')}\n`);
    writeFileSync(files.score, `${halves[1].join('\n')}\n`);
    return {...files, vehicles: new Set([...vehicleOf.values()].filter(isChosen))};
}
