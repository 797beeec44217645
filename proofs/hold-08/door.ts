import {connect} from 'node:net';
import {gzipSync} from 'node:zlib';
import {answers} from '@karwan/journey';
import type {Chance} from '@karwan/base';
import {saidValue, type Ground, type Said} from './said-values.ts';
import type {ServerProcess} from './server-process.ts';

/** What was sent and what came back; the first faults by name. */
export interface Tally {
    requests: number;
    values: number;
    accepted: number;
    refused: number;
    /** Tags of readings that must be found in the log. */
    good: string[];
    wrong: string[];
}

export function tally(): Tally {
    return {requests: 0, values: 0, accepted: 0, refused: 0, good: [], wrong: []};
}

const MOST_NAMED = 20;

export function wrong(of: Tally, what: string): void {
    if (of.wrong.length < MOST_NAMED) of.wrong.push(what);
}

const A_REQUEST = 250;
const AT_ONCE = 3;

interface Reply {
    answers: {answer: string; at?: string; field?: string; found?: string; expected?: string}[];
}

/** Says so many values in requests of some hundred, as JSON and NDJSON, gzip or not. */
export async function sayValues(
    server: ServerProcess, key: string, count: number, chance: Chance, ground: Ground, of: Tally,
): Promise<void> {
    let next = 0;
    const sayOn = async (): Promise<void> => {
        while (next < count) {
            const from = next;
            next = Math.min(count, from + A_REQUEST);
            const isJson = chance.happens(0.3);
            const said = Array.from({length: next - from}, (_, nth) =>
                saidValue(from + nth, chance, ground, !isJson));
            await sayOne(server, key, said, isJson, chance.happens(0.3), of);
        }
    };
    await Promise.all(Array.from({length: AT_ONCE}, sayOn));
}

async function sayOne(
    server: ServerProcess, key: string, said: readonly Said[], isJson: boolean, isPacked: boolean,
    of: Tally,
): Promise<void> {
    const texts = said.map(({text}) => text);
    const body = Buffer.from(isJson ? `[${texts.join(',')}]` : texts.join('\n'), 'utf8');
    const response = await post(server, key, isPacked ? gzipSync(body, {level: 1}) : body, {
        'content-type': isJson ? 'application/json' : 'application/x-ndjson',
        ...isPacked && {'content-encoding': 'gzip'},
    });
    of.requests++;
    of.values += said.length;
    if (response.status !== 200) {
        return wrong(of, `a batch of ${said.length}: status ${response.status} ${response.text}`);
    }
    const {answers: told} = JSON.parse(response.text) as Reply;
    if (told.length !== said.length) {
        return wrong(of, `${said.length} values got ${told.length} answers`);
    }
    said.forEach((each, nth) => {
        const fault = faultOf(each, told[nth]!, isJson ? `/${nth}` : `line ${nth + 1}`);
        if (fault !== undefined) wrong(of, `${fault}: ${each.text.slice(0, 200)}`);
        const isAccepted = told[nth]!.answer === 'accepted' || told[nth]!.answer === 'repeated';
        of[isAccepted ? 'accepted' : 'refused']++;
        if (each.must === 'accepted') of.good.push(each.tag!);
    });
}

function faultOf(
    {must, field}: Said, {answer, ...told}: Reply['answers'][number], place: string,
): string | undefined {
    if (!(answers as readonly string[]).includes(answer)) return `an answer "${answer}"`;
    if (answer === 'accepted' || answer === 'repeated') {
        return must === 'refused' ? `${answer}, which must be refused` : undefined;
    }
    if (must === 'accepted') return `${answer} at ${told.field}, which must be accepted`;
    if (told.at !== place) return `refused at ${told.at}, which stood at ${place}`;
    if (!told.found || !told.expected || told.field === undefined) {
        return `refused without what was found and expected: ${JSON.stringify(told)}`;
    }
    return field === undefined || told.field === field ? undefined
        : `refused at ${told.field}, expected at ${field}`;
}

/** A request, tried again where the door is full: as a device would. */
export async function post(
    {address}: ServerProcess, key: string, body: Buffer | string,
    headers: Readonly<Record<string, string>>,
): Promise<{status: number; text: string}> {
    for (;;) {
        const response = await fetch(`${address}/v1/readings`, {
            method: 'POST', body, headers: {authorization: `Bearer ${key}`, ...headers},
        });
        const text = await response.text();
        const retry = response.headers.get('retry-after');
        if (retry === null) return {status: response.status, text};
        await new Promise(resolve => setTimeout(resolve, Math.min(Number(retry), 2) * 1_000));
    }
}

const JSON_TYPE = {'content-type': 'application/json'};

type Odd = (server: ServerProcess, key: string, chance: Chance) => Promise<string | undefined>;

/** Requests that are wrong as a whole: each is answered by name, or its line is ended. */
const ODD: readonly Odd[] = [
    expecting([401], () => ['wrong-key', '[]', JSON_TYPE]),
    expecting([401], () => ['x y', '[]', JSON_TYPE]),
    expecting([415], key => [key, '<reading/>', {'content-type': 'text/xml'}]),
    expecting([415], key => [key, '[]', {...JSON_TYPE, 'content-encoding': 'br'}]),
    expecting([415], key => [key, 'no gzip', {...JSON_TYPE, 'content-encoding': 'gzip'}]),
    expecting([415], key => [key, gzipSync(Buffer.alloc(5_000, '[')).subarray(0, 20),
        {...JSON_TYPE, 'content-encoding': 'gzip'}]),
    expecting([413], key => [key, BOMB, {...JSON_TYPE, 'content-encoding': 'gzip'}]),
    expecting([413], key => [key, MANY, JSON_TYPE]),
    expecting([400], key => [key, '[', JSON_TYPE]),
    expecting([200, 400], key => [key, '', JSON_TYPE]),
    expecting([400], key => [key, '\u0000\u0001', JSON_TYPE]),
    expecting([400, 200], key => [key, '['.repeat(50_000) + ']'.repeat(50_000), JSON_TYPE]),
    rawBytes((_, chance) => Buffer.from(Array.from({length: 400}, () => chance.below(256)))),
    rawBytes(() => Buffer.from(
        'POST /v1/readings HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n')),
    rawBytes(() => Buffer.from(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`)),
    // Half a body, and then the line breaks.
    rawBytes(key => Buffer.from('POST /v1/readings HTTP/1.1\r\nhost: x\r\ncontent-type: '
        + `application/json\r\nauthorization: Bearer ${key}\r\ncontent-length: 900\r\n\r\n[{"dev`)),
];

/** Some only wait for a line to end. */
const ODD_AT_ONCE = 8;
const BOMB = gzipSync(Buffer.alloc(40 << 20, ' '));
const MANY = `[${'0,'.repeat(10_000)}0]`;

function expecting(
    statuses: readonly number[],
    of: (key: string) => [key: string, body: Buffer | string, headers: Record<string, string>],
): Odd {
    return async (server, key) => {
        const [shown, body, headers] = of(key);
        const {status, text} = await post(server, shown, body, headers);
        if (!statuses.includes(status)) return `status ${status}, expected ${statuses.join()}`;
        const told = JSON.parse(text) as {error?: string; message?: string; found?: string;
            answers?: unknown[]};
        const isNamed = told.error !== undefined && (told.message ?? told.found) !== undefined;
        return told.answers !== undefined || isNamed
            ? undefined : `an answer that names nothing: ${text.slice(0, 200)}`;
    };
}

function rawBytes(of: (key: string, chance: Chance) => Buffer): Odd {
    return (server, key, chance) => new Promise(resolve => {
        const {hostname, port} = new URL(server.address);
        const line = connect(Number(port), hostname, () => {
            line.end(of(key, chance));
            setTimeout(() => line.destroy(), 150).unref();
        });
        let heard = '';
        line.on('data', part => (heard += part.toString('latin1')));
        line.on('error', () => undefined);
        line.on('close', () => resolve(heard === '' || /^HTTP\/1\.1 4\d\d /.test(heard)
            ? undefined : `answered ${heard.slice(0, 60)}`));
    });
}

/** Sends so many requests that are wrong as a whole. */
export async function sayOddly(
    server: ServerProcess, key: string, count: number, chance: Chance, of: Tally,
): Promise<void> {
    let next = 0;
    const sayOn = async (): Promise<void> => {
        while (next < count) {
            const nth = next++ % ODD.length;
            const fault = await ODD[nth]!(server, key, chance)
                .catch((error: Error) => error.message);
            of.requests++;
            if (fault !== undefined) wrong(of, `odd request ${nth}: ${fault}`);
        }
    };
    await Promise.all(Array.from({length: ODD_AT_ONCE}, sayOn));
}
