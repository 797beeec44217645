import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {chanceFrom} from '@karwan/base';
import {entriesOf} from '../../apps/server/src/backup/archive.ts';
import type {KarwanRun, Measured, ProofContext} from '../proof.ts';
import {rotateAndKill} from './killed-rotation.ts';
import {lookUp} from './looked-up.ts';
import {lookIntoBackup, lookIntoFiles, platesIn, serialsIn, type Looked} from './plates-in.ts';

/** How much is driven, asked and killed. */
export interface Size {
    days: number;
    vehicles: number;
    lookUps: number;
    kills: number;
}

/** Runs the command line on one home, and keeps all that it says. */
type Run = (...args: string[]) => Promise<KarwanRun>;

/** Drives a world through the whole of Karwan, then looks for its plates where none may be. */
export async function keepPrivate(context: ProofContext, size: Size): Promise<Measured> {
    const {scratch, seed, say} = context;
    const chance = chanceFrom(seed);
    const [home, folder] = [join(scratch(), 'home'), scratch()];
    const scheme = schemeOf(context);
    const spoken: string[] = [];
    const run: Run = async (...args) => {
        const done = await context.karwan(
            args, {env: {KARWAN_HOME: home, DATABASE_URL: ''}, limitMs: 3e6});
        spoken.push(done.stdout, done.stderr);
        if (done.code !== 0) throw new Error(`${args.join(' ')}: ${done.stderr}${done.stdout}`);
        return done;
    };
    const serials = await drive(run, folder, scheme, size, seed);
    say(`${serials.size} plates driven`);
    const before = await verified(run);
    const asked = await lookUp(context, home, scheme, [...serials].slice(0, size.lookUps),
        await someTokens(run, size.lookUps, folder), chance);
    say(`${asked.asked} look-ups`);
    await run('close', '2025-03-03', '--complete');
    const rotated = await rotateAndKill(context, home, size.kills, chance);
    const retention = JSON.parse((
        await run('retention', 'run', '--scheme', scheme, '--json')).stdout);
    const after = await verified(run);
    const copy = join(folder, 'copy.tar');
    await run('backup', copy);
    const looked = [
        await lookIntoBackup(copy, serials),
        await lookIntoFiles('the database\'s files and logs', home, serials),
        lookedInto('what the server wrote to its log', asked.said, serials),
        lookedInto('what the commands said', spoken.join('\n'), serials),
    ];
    const restored = await restoredDigest(context, copy, home);
    return measured({looked, before, after, restored, asked, rotated, retention, serials});
}

// The scheme of Pakistan, with a rule that lets plates go that owe.
function schemeOf({root, scratch}: ProofContext): string {
    const folder = join(scratch(), 'pakistan');
    cpSync(join(root, 'corridors', 'pakistan'), folder, {recursive: true});
    const rule = readFileSync(join(folder, 'retention.yaml'), 'utf8');
    writeFileSync(join(folder, 'retention.yaml'), rule.replace('value: 1095', 'value: 365'));
    return folder;
}

async function drive(
    run: Run, folder: string, scheme: string, {days, vehicles}: Size, seed: number,
): Promise<Set<string>> {
    const world = join(folder, 'world');
    await run('simulate', '--seed', String(seed % 2 ** 31), '--days', String(days), '--vehicles',
        String(vehicles), '--out', world, '--scheme', scheme);
    const [register, facts, readings] = ['register.csv', 'facts.ndjson', 'readings.ndjson.gz']
        .map(name => join(world, name)) as [string, string, string];
    const serials = await serialsIn(register, facts, readings);
    // What finds nothing where plates stand would find nothing anywhere.
    const known = platesIn(readFileSync(register), serials);
    if (known.size < vehicles / 4) throw new Error(`found ${known.size} plates in ${register}`);
    await run('register', register, '--scheme', scheme);
    await run('feed', facts, readings, '--scheme', scheme);
    return serials;
}

interface VerifiedJson {
    isSound: boolean;
    places: {refused: number};
    total: object;
    days: object[];
    digest: {digest: string};
}

async function verified(run: Run): Promise<VerifiedJson> {
    return JSON.parse((await run('verify', '--digest', '--json')).stdout) as VerifiedJson;
}

async function someTokens(run: Run, count: number, folder: string): Promise<string[]> {
    const file = join(folder, `tokens-${count}.tar`);
    await run('backup', file);
    for await (const {name, bytes} of entriesOf(file)) {
        if (!name.startsWith('vault/')) continue;
        return gunzipSync(bytes).toString().split('\n').slice(0, count)
            .map(line => line.split('\t')[0]!);
    }
    return [];
}

function lookedInto(where: string, text: string, serials: ReadonlySet<string>): Looked {
    const bytes = Buffer.from(text);
    return {where, bytes: bytes.length, found: [...platesIn(bytes, serials)]};
}

// In a home of its own, with a copy of the key, as after a lost machine.
async function restoredDigest(
    {scratch, karwan}: ProofContext, copy: string, home: string,
): Promise<string> {
    const other = join(scratch(), 'home');
    mkdirSync(join(other, 'keys'), {recursive: true, mode: 0o700});
    cpSync(join(home, 'keys', 'vault.key'), join(other, 'keys', 'vault.key'));
    const env = {KARWAN_HOME: other, DATABASE_URL: ''};
    const {code, stderr} = await karwan(['restore', copy], {env, limitMs: 3e6});
    if (code !== 0) throw new Error(`restore: ${stderr}`);
    const {stdout} = await karwan(['verify', '--digest', '--json'], {env, limitMs: 3e6});
    return (JSON.parse(stdout) as VerifiedJson).digest.digest;
}

interface Found {
    looked: Looked[];
    before: VerifiedJson;
    after: VerifiedJson;
    restored: string;
    asked: Awaited<ReturnType<typeof lookUp>>;
    rotated: Awaited<ReturnType<typeof rotateAndKill>>;
    retention: {deleted: number; kept: Record<string, number>};
    serials: ReadonlySet<string>;
}

function measured(
    {looked, before, after, restored, asked, rotated, retention, serials}: Found,
): Measured {
    const inClear = looked.reduce((sum, {found}) => sum + found.length, 0);
    const [was, is] = [before, after].map(({total, days, digest}) =>
        JSON.stringify([total, days, digest]));
    const holds = inClear === 0 && was === is && before.isSound && after.isSound
        && restored === after.digest.digest
        && asked.traces === asked.asked && asked.wrong.length === 0
        && rotated.lost === 0 && rotated.keys === 1 && retention.deleted > 0;
    return {
        value: `${inClear} of ${serials.size} plates in clear; ${retention.deleted} deleted and `
            + `${was === is ? 'the same totals and digest' : 'OTHER TOTALS'}; ${asked.traces} `
            + `traces of ${asked.asked} look-ups; ${rotated.lost} of ${rotated.plates} plates lost `
            + `in ${rotated.kills} killed changes of the key`,
        holds,
        notes: [
            ...looked.map(({where, bytes, found}) => `${where}: ${bytes} bytes, ${found.length} `
                + `plates in clear${found.length > 0 ? `: ${found.slice(0, 5).join(', ')}` : ''}`),
            `kept: ${JSON.stringify(retention.kept)}`,
            `${asked.refused} asked without a reason and refused; ${rotated.resumed} of the killed `
                + 'changes went on where they were',
            `restored elsewhere: ${
                restored === after.digest.digest ? 'the same' : 'ANOTHER'} digest`,
            ...asked.wrong.slice(0, 10),
        ],
    };
}
