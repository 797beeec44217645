import type {Chance} from '@karwan/base';
import type {ProofContext} from '../proof.ts';
import {ServerProcess} from '../hold-08/server-process.ts';
import {groundOf} from '../hold-08/ground.ts';

/** What was asked of a server, and what it left. */
export interface LookUps {
    asked: number;
    traces: number;
    /** Asked without a reason, and shown nothing. */
    refused: number;
    wrong: string[];
    /** All that the server said while it was asked. */
    said: string;
}

const REASON = 'case 12 of the proof';

/**
 * Asks a server for plates, with and without a reason, and says plates to it in places where none
 * belongs; every look-up must leave one trace, and nothing else may.
 */
export async function lookUp(
    context: ProofContext, home: string, scheme: string, serials: readonly string[],
    tokens: readonly string[], chance: Chance,
): Promise<LookUps> {
    const {root, karwan} = context;
    const {site, ground} = groundOf(root);
    const server = await ServerProcess.start(root, {KARWAN_HOME: home}, '--scheme', scheme);
    const of: LookUps = {asked: 0, traces: 0, refused: 0, wrong: [], said: ''};
    const ask = (path: string, body: object): Promise<Response> =>
        fetch(`${server.address}${path}`, {
            method: 'POST', body: JSON.stringify(body),
            headers: {
                authorization: `Bearer ${server.token}`, 'content-type': 'application/json'},
        });
    try {
        for (const token of tokens) {
            const {status} = await ask('/v1/look-up', {token, reason: REASON});
            if (status !== 200) of.wrong.push(`a look-up was answered ${status}`);
            of.asked++;
            const without = await ask('/v1/look-up', {token});
            if (without.status === 400) of.refused++;
            else of.wrong.push(`without a reason: ${without.status}`);
        }
        for (const serial of serials) {
            const what = `PK-PB ${serial}`;
            const {status} = await ask('/v1/explain', {what, reason: REASON});
            if (status !== 200 && status !== 404) of.wrong.push(`explain: ${status}`);
            of.asked++;
            const without = await ask('/v1/explain', {what});
            if (without.status === 400) of.refused++;
            else of.wrong.push(`explain without a reason: ${without.status}`);
        }
        const {stdout} = await karwan(['site', 'add', site, '--json'], {env: {KARWAN_HOME: home}});
        const {key} = JSON.parse(stdout) as {key: string};
        for (const serial of serials) {
            await fetch(`${server.address}/v1/readings?plate=${serial}`, {
                method: 'POST', body: misplaced(serial, ground.device, chance),
                headers: {authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson'},
            });
            await fetch(`${server.address}/v1/${serial}`);
        }
        const told = await fetch(`${server.address}/v1/look-ups?most=1000`, {
            headers: {authorization: `Bearer ${server.token}`}});
        const {lookUps} = await told.json() as {lookUps: {reason: string}[]};
        of.traces = lookUps.filter(({reason}) => reason === REASON).length;
        await server.stop();
        of.said = server.said;
        return of;
    } finally {
        if (server.isAlive) await server.kill();
    }
}

// A plate where none belongs: in names, times and classes, in broken JSON.
function misplaced(serial: string, device: string, chance: Chance): string {
    const at = new Date().toISOString();
    const lines = [
        JSON.stringify({device: serial, at, tag: 'T1'}),
        JSON.stringify({device, at: serial, tag: 'T1'}),
        JSON.stringify({device, at, class: serial}),
        JSON.stringify({device, at, plate: serial}),
        JSON.stringify({device, at, plate: {jurisdiction: serial, serial}}),
        JSON.stringify({device, at, lane: serial, tag: 'T1'}),
        `{"device": "${device}", "plate": ${serial}}`,
        serial,
    ];
    return Array.from({length: 4}, () => chance.pick(lines)).join('\n');
}
