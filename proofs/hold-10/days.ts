import type {WireReading} from '@karwan/journey';
import type {Scheme} from '@karwan/tolling';
import {settingOf} from '../../apps/server/src/ingest.ts';
import {differenceText} from '../../apps/server/src/verify/difference.ts';
import {verify} from '../../apps/server/src/verify/verify.ts';
import {ThreadUnderTest} from '../../apps/server/test/thread-under-test.ts';
import type {ProofContext} from '../proof.ts';

// Days worked by hand: drives in May 2024, each from a gantry to another of its carriageway at 90
// km/h, and what each day owes. The kilometres are those of the gantry table: 01F1123S 15.1,
// 01F2394S 4.9, 01F0578S 5.1, 01F2322S 5.2, 03F1051S 5.3, 03F1215S 5.4, 01F0293S 5.9,
// 01F3460S 7.0; from 01F0750S it is 199.2 to 01F2674S, 193.0 to 01F2603S, 201.7 to 01F2714S.
const DAYS = `
small   | 11 08:00 01F1123S, 11 18:00 01F2394S      | 11: 20.0 km 0: twenty kilometres are free
small   | 11 08:00 01F1123S, 11 18:00 01F0578S      | 11: 20.2 km 0: 0.2 x 1.2 = 0.24
small   | 11 08:00 01F1123S, 11 18:00 03F1215S      | 11: 20.5 km 1: 0.5 x 1.2 = 0.6
large   | 11 08:00 01F1123S, 11 18:00 01F2394S      | 11: 20.0 km 0
large   | 11 08:00 01F1123S, 11 18:00 01F2322S      | 11: 20.3 km 0: 0.3 x 1.5 = 0.45
large   | 11 08:00 01F1123S, 11 18:00 03F1051S      | 11: 20.4 km 1: 0.4 x 1.5 = 0.6
large   | 11 08:00 01F1123S, 11 18:00 01F0293S      | 11: 21.0 km 2: 1.5, and ties go up
trailer | 11 08:00 01F1123S, 11 18:00 01F2394S      | 11: 20.0 km 0
trailer | 11 08:00 01F1123S, 11 18:00 01F0578S      | 11: 20.2 km 0: 0.2 x 1.8 = 0.36
trailer | 11 08:00 01F1123S, 11 18:00 01F2322S      | 11: 20.3 km 1: 0.3 x 1.8 = 0.54
small   | 11 06:00 01F0750S>01F2674S                | 11: 199.2 km 215: 179.2 x 1.2 = 215.04
small   | 11 06:00 01F0750S>01F2603S, 11 20:00 01F3460S | 11: 200.0 km 216: 180 x 1.2
small   | 11 06:00 01F0750S>01F2714S                | 11: 201.7 km 218: 216 + 1.7 x 0.9 = 217.53
large   | 11 06:00 01F0750S>01F2674S                | 11: 199.2 km 269: 179.2 x 1.5 = 268.8
large   | 11 06:00 01F0750S>01F2603S, 11 20:00 01F3460S | 11: 200.0 km 270: 180 x 1.5
large   | 11 06:00 01F0750S>01F2714S                | 11: 201.7 km 272: 270 + 1.7 x 1.125 = 271.91
trailer | 11 06:00 01F0750S>01F2674S                | 11: 199.2 km 323: 179.2 x 1.8 = 322.56
trailer | 11 06:00 01F0750S>01F2603S, 11 20:00 01F3460S | 11: 200.0 km 324: 180 x 1.8
trailer | 11 06:00 01F0750S>01F2714S                | 11: 201.7 km 326: 324 + 1.7 x 1.35 = 326.3
small   | 11 06:00 01F0005S>01F3736S                | 11: 370.3 km 369: 216 + 170.3 x 0.9 = 369.27
small   | 11 23:40 01F1123S, 11 23:59:59 03F1215S   | 11: 20.5 km 1: the last second of the day
small   | 11 23:40 01F1123S, 12 00:00 03F1215S      | 11: 15.1 km 0, 12: 5.4 km 0: the first
small   | 12 00:00 01F1123S, 12 23:59:59 03F1215S   | 12: 20.5 km 1: from midnight to midnight
large   | 11 23:40 01F1123S, 12 00:00 03F1215S, 12 09:00 01F1123S | 11: 15.1 km 0, 12: 20.5 km 1
trailer | 11 12:00 01F1123S, 11 23:59 01F2322S, 12 00:01 01F1123S | 11: 20.3 km 1, 12: 15.1 km 0
small   | 11 23:13 01F0750S>01F1465S                | 11: 79.2 km 71: 59.2 x 1.2 = 71.04
small   | 11 23:20 01F0750S>01F1465S                | 11: 61.9 km 50, 12: 17.3 km 0: cut at midnight
`;

/** How many days came out as they were worked by hand. */
export interface DaysHeld {
    right: number;
    of: number;
    notes: string[];
}

/** Drives every vehicle of the table through the door and the thread, all in one log. */
export async function daysAtEdges({say}: ProofContext): Promise<DaysHeld> {
    const thread = await ThreadUnderTest.open('taiwan_days', 'taiwan');
    try {
        const stories = DAYS.trim().split('\n').map((line, nth) => storyOf(line, nth));
        const nowMs = Date.parse('2024-05-14T00:00:00+08:00');
        for (const {vehicle, name, drives} of stories) {
            await thread.say(nowMs, drives.flatMap(
                drive => readingsOf(drive, vehicle, name, thread.scheme)));
        }
        await thread.ingest.workOff();
        const {differences} = await verify(thread.database.pool, settingOf(thread.scheme));
        say(`${differences.length} differences when all is derived anew`);
        const owed = await owedDays(thread);
        const wrong = stories.flatMap(({vehicle, expected, line}) => {
            const found = owed.get(`tag:${vehicle}`)?.join(', ');
            return found === expected ? [] : [`${line}\n  came to ${found}`];
        });
        const right = differences.length > 0 ? 0 : stories.length - wrong.length;
        return {right, of: stories.length, notes: [...wrong, ...differences.map(differenceText)]};
    } finally {
        await thread.database.drop();
    }
}

function storyOf(line: string, nth: number) {
    const [name, drives, told] = line.split('|').map(part => part.trim());
    // What is said behind the money is how it was worked.
    const expected = [...told!.matchAll(/(\d\d): ([\d.]+) km (\d+)/g)]
        .map(([, day, km, money]) => `2024-05-${day}: ${km} km ${money}`).join(', ');
    return {vehicle: `T${nth}`, name: name!, drives: drives!.split(', '), expected, line};
}

function readingsOf(
    drive: string, tag: string, measured: string, {corridor}: Scheme,
): WireReading[] {
    const [day, time, gantries] = drive.split(' ');
    const [first, last = first] = gantries!.split('>');
    const way = corridor.sections.filter(s => s.road === roadOf(first!, corridor));
    const from = way.findIndex(section => section.gantry === first);
    const to = way.findIndex(section => section.gantry === last);
    const at = time!.length > 5 ? time : `${time}:00`;
    let atMs = Date.parse(`2024-05-${day}T${at}+08:00`);
    return way.slice(from, to + 1).map(section => {
        const reading = {
            device: `${section.gantry}.gantry`, at: new Date(atMs).toISOString(), tag,
            class: measured,
        };
        atMs += section.lengthMetres * 40;
        return reading;
    });
}

function roadOf(gantry: string, corridor: Scheme['corridor']): string {
    return corridor.sections.find(section => section.gantry === gantry)!.road;
}

async function owedDays(thread: ThreadUnderTest): Promise<Map<string, string[]>> {
    const rows = await thread.rows<{vehicle: string; text: string}>(
        `select vehicle, day || ': ' || (tolled_metres / 1000.0)::numeric(9, 1) || ' km '
                || (amount_minor / 100) as text
           from due order by vehicle, day`);
    const owed = new Map<string, string[]>();
    for (const {vehicle, text} of rows) owed.set(vehicle, [...owed.get(vehicle) ?? [], text]);
    return owed;
}
