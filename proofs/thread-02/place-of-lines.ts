import type pg from 'pg';
import {rowsOf, type Connection} from '../../apps/server/src/sql.ts';

/** Where the lines of a file stand in the database, and the first that stand wrongly. */
export interface PlaceOfLines {
    fused: number;
    stations: number;
    repeated: number;
    refused: number;
    /** Lines that stand nowhere, twice, or under other words than they say. */
    wrong: number;
    /** The first of them, named by their line. */
    named: string[];
}

/** An arrival as the log holds it. */
interface Arrival {
    seq: number;
    stands: 'reading' | 'repeated' | 'refused';
    device: string | null;
    device_ms: number | null;
    tag: string | null;
    class: string | null;
    place: string | null;
}

const arrivals = {
    name: 'proof-arrivals',
    text: `select seq, 'reading' as stands, device, device_ms, tag, class, null as place
             from reading where seq between $1 and $2
            union all
           select seq, 'repeated', device, device_ms, null, null, place
             from repeated where seq between $1 and $2
            union all
           select seq, 'refused', null, null, null, null, place
             from refused where seq between $1 and $2`,
};

const passages = {
    name: 'proof-passages',
    text: 'select id, kind, readings from passage where id > $1 order by id limit $2',
};

const STEP = 20_000;
const MOST_NAMED = 20;
/** Which kind of passage a place in the log belongs to. */
const NOWHERE = 0;
const GANTRY = 1;
const STATION = 2;
const TWICE = 3;

/**
 * Looks for each line of a file (without its header) where it must stand: the line after the
 * header at `firstSeq` of the log, each next one at the next place, word for word, and either in
 * one passage, or repeated, or refused.
 */
export async function placeOfLines(
    pool: pg.Pool, lines: readonly string[], firstSeq: number,
): Promise<PlaceOfLines> {
    const client = await pool.connect();
    try {
        const passageOf = await passagesByPlace(client, firstSeq + lines.length);
        const found: PlaceOfLines = {
            fused: 0, stations: 0, repeated: 0, refused: 0, wrong: 0, named: []};
        const firstSaid = new Set<string>();
        for (let from = 0; from < lines.length; from += STEP) {
            const to = Math.min(lines.length, from + STEP) - 1;
            const rows = await rowsOf<Arrival>(client, arrivals, [firstSeq + from, firstSeq + to]);
            const atPlace = new Map<number, Arrival[]>();
            for (const row of rows) {
                const others = atPlace.get(row.seq);
                if (others) others.push(row);
                else atPlace.set(row.seq, [row]);
            }
            for (let i = from; i <= to; i++) {
                const seq = firstSeq + i;
                const text = lines[i]!;
                count(found, i + 2, text, atPlace.get(seq) ?? [], passageOf[seq]!, firstSaid);
            }
        }
        return found;
    } finally {
        client.release();
    }
}

async function passagesByPlace(connection: Connection, places: number): Promise<Uint8Array> {
    const passageOf = new Uint8Array(places);
    for (let after = -1; ;) {
        const rows = await rowsOf<{id: number; kind: string; readings: number[]}>(
            connection, passages, [after, STEP]);
        for (const {kind, readings} of rows) {
            for (const seq of readings) {
                const kindHere = kind === 'gantry' ? GANTRY : STATION;
                passageOf[seq] = passageOf[seq] === NOWHERE ? kindHere : TWICE;
            }
        }
        if (rows.length < STEP) return passageOf;
        after = rows.at(-1)!.id;
    }
}

function count(
    found: PlaceOfLines, line: number, text: string, rows: readonly Arrival[], passage: number,
    firstSaid: Set<string>,
): void {
    const [, time, place, kind, vehicle, vehicleClass] = text.split(',');
    const said = [`${place}.${kind}`, Date.parse(time!), `tag:${vehicle}`, vehicleClass].join(' ');
    const isFirst = !firstSaid.has(said);
    firstSaid.add(said);
    const [row] = rows;
    if (rows.length === 1 && row!.stands === 'reading' && isFirst && said === wordsOf(row!)) {
        if (passage === GANTRY) return void found.fused++;
        if (passage === STATION) return void found.stations++;
    }
    const isNamed = rows.length === 1 && row!.place === `line ${line}` && passage === NOWHERE;
    if (isNamed && row!.stands === 'refused') return void found.refused++;
    if (isNamed && row!.stands === 'repeated' && !isFirst) return void found.repeated++;
    found.wrong++;
    if (found.named.length >= MOST_NAMED) return;
    const stands = rows.map(each => `${each.stands} ${wordsOf(each)}`).join(' and ') || 'nowhere';
    found.named.push(`line ${line} (${text}) stands ${stands}; in passages: ${passage}`);
}

function wordsOf({device, device_ms, tag, class: vehicleClass}: Arrival): string {
    return [device, device_ms, tag, vehicleClass].join(' ');
}
