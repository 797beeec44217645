import {createWriteStream} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import type {WireReading} from '@karwan/journey';
import {nationReadings, type Nation, type NationPlan} from '@karwan/world';

/** What was written, counted. */
export interface NationWritten {
    vehicles: number;
    trips: number;
    passages: number;
    registered: number;
    readings: number;
}

/** A part of the day, after its start; all of it where nothing is given. */
export interface PartOfDay {
    fromMs: number | undefined;
    toMs: number | undefined;
}

const READINGS = 'device,at,message,tag,plate,jurisdiction,confidence,unreadable,class,lane\n';
const REGISTER =
    'tag,plate,jurisdiction,class,exemption,valid_from,valid_to,opening_balance\n';
/** Lines that go to the packer at once. */
const CHUNK = 4_096;
/** Rows in one file of the register, which is read whole. */
const REGISTER_ROWS = 200_000;
const GZIP_LEVEL = 1;

/**
 * Writes a nation's day into a folder: readings.csv.gz in the order of time, register-N.csv with
 * every vehicle that has a tag, and trips.csv.gz, the truth that no feed is given.
 */
export async function writeNation(
    plan: NationPlan, nation: Nation, openingBalance: number, folder: string, part: PartOfDay,
): Promise<NationWritten> {
    const {unfolded, owned} = nation;
    let readings = 0;
    await packed(join(folder, 'readings.csv.gz'), READINGS, function* () {
        for (const reading of nationReadings(plan, nation, part.fromMs, part.toMs)) {
            readings++;
            yield readingRow(reading);
        }
    });
    await packed(join(folder, 'trips.csv.gz'), 'trip,vehicle,kind,gantry,at_ms\n', function* () {
        const {atMs, gantry, trip} = unfolded.passages;
        for (const at of nation.order) {
            const of = trip[at]!;
            yield `${of},${owned.vehicle[of]},${plan.unfolding.volumes.kinds[unfolded.kind[of]!]},`
                + `${plan.unfolding.volumes.gantries[gantry[at]!]},${atMs[at]}\n`;
        }
    });
    return {
        vehicles: owned.kind.length, trips: unfolded.kind.length,
        passages: unfolded.passages.atMs.length, readings,
        registered: await writeRegister(plan, nation, openingBalance, folder, part),
    };
}

// Who drives in this part of the day; a register of millions comes in files that can be read.
async function writeRegister(
    plan: NationPlan, {owned, unfolded}: Nation, openingBalance: number, folder: string,
    {fromMs = -Infinity, toMs = Infinity}: PartOfDay,
): Promise<number> {
    const drives = new Uint8Array(owned.kind.length);
    const {atMs, trip} = unfolded.passages;
    for (let at = 0; at < atMs.length; at++) {
        if (atMs[at]! >= fromMs && atMs[at]! < toMs) drives[owned.vehicle[trip[at]!]!] = 1;
    }
    const validFrom = new Date(plan.dayStartMs - 30 * 86_400_000).toISOString();
    const rows: string[] = [];
    let [registered, files] = [0, 0];
    const write = async (): Promise<void> => {
        if (rows.length === 0) return;
        const file = createWriteStream(join(folder, `register-${++files}.csv`));
        await pipeline(Readable.from([REGISTER, ...rows.splice(0)]), file);
    };
    for (let vehicle = 0; vehicle < drives.length; vehicle++) {
        const tag = drives[vehicle] === 1 ? plan.fleet.tag(vehicle) : undefined;
        if (tag === undefined) continue;
        const {serial, jurisdiction} = plan.fleet.plate(vehicle);
        rows.push(`${tag},${serial},${jurisdiction},${plan.classOf[owned.kind[vehicle]!]},,`
            + `${validFrom},,${openingBalance}\n`);
        registered++;
        if (rows.length === REGISTER_ROWS) await write();
    }
    await write();
    return registered;
}

function readingRow({device, at, message, tag, plate, class: name, lane}: WireReading): string {
    const seen = plate ? `${plate.serial},${plate.jurisdiction ?? ''},${plate.confidence}` : ',,';
    return `${device},${at},${message},${tag ?? ''},${seen},${plate === null ? 'yes' : ''},`
        + `${name ?? ''},${lane ?? ''}\n`;
}

async function packed(
    file: string, head: string, rows: () => Generator<string>,
): Promise<void> {
    function* chunks(): Generator<string> {
        let text = head;
        let count = 0;
        for (const row of rows()) {
            text += row;
            if (++count % CHUNK !== 0) continue;
            yield text;
            text = '';
        }
        yield text;
    }
    await pipeline(Readable.from(chunks()), createGzip({level: GZIP_LEVEL}),
        createWriteStream(file));
}
