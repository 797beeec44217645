import {roles, type Role} from '../apps/server/src/access/role.ts';
import {ROUTES} from '../apps/server/test/access-matrix.ts';
import {ServerProcess} from './hold-08/server-process.ts';
import {proof, type ProofContext} from './proof.ts';

/** Where a session, a key or nothing comes from, and what is asked with it. */
type Who = Role | 'nobody' | 'a guessed session' | 'a stolen key of a site';

const PAGES = [
    '/', '/day', '/review', '/vehicle', '/health', '/sheet', '/try', '/promised',
] as const;

export default proof({
    id: 'desk-07',
    claim: 'each route answers those whom it is for, and nobody else; no data without a session',
    bar: 'every cell of route x who as the matrix has it, on a server as `karwan start` runs it; '
        + 'a stolen key of a site reads nothing; a content policy without unsafe-inline',
    kind: 'held',
    measure: async context => {
        const home = context.scratch();
        const server = await ServerProcess.start(context.root, {KARWAN_HOME: home});
        try {
            const {cells, wrong} = await matrixFaults(context, server, home);
            const pages = await policyFaults(server);
            const found = [...wrong, ...pages];
            return {
                value: `${cells - wrong.length} of ${cells} cells as the matrix has them, `
                    + `${pages.length} faults of the policy`,
                holds: found.length === 0 && cells > 100, notes: found,
            };
        } finally {
            await server.stop();
        }
    },
});

async function matrixFaults(
    context: ProofContext, server: ServerProcess, home: string,
): Promise<{cells: number; wrong: string[]}> {
    const wrong: string[] = [];
    const {paths} = await (await fetch(`${server.address}/openapi.json`,
        {headers: {authorization: `Bearer ${server.token}`}})).json() as
        {paths: Record<string, object>};
    const served = Object.entries(paths).flatMap(([path, item]) =>
        Object.keys(item).map(method => `${method.toUpperCase()} ${path}`));
    wrong.push(...served.filter(route => !Object.hasOwn(ROUTES, route))
        .map(route => `${route} is served and stands in no matrix`));
    wrong.push(...Object.keys(ROUTES).filter(route => !served.includes(route))
        .map(route => `${route} stands in the matrix and is not served`));
    const as = await everybody(context, server, home);
    let cells = 0;
    for (const [route, allowed] of Object.entries(ROUTES)) {
        for (const [who, headersNow] of as) {
            // A route that signs out or in would change who asks next.
            if (route.endsWith('/v1/session') && !route.startsWith('GET')) continue;
            const status = await statusOf(server, route, await headersNow());
            const isLetIn = allowed === 'open' || (allowed === 'device'
                ? who === 'a stolen key of a site' : allowed.includes(who as Role));
            cells++;
            if ([401, 403].includes(status) === isLetIn && !isGuess(route)) {
                wrong.push(`${route} answers ${who} with ${status}`);
            }
        }
    }
    return {cells, wrong};
}

// It is open to everybody, and answers a key that opens nothing with 401.
function isGuess(route: string): boolean {
    return route === 'POST /v1/session/link';
}

async function everybody(
    context: ProofContext, server: ServerProcess, home: string,
): Promise<Map<Who, () => Promise<Record<string, string>>>> {
    const env = {KARWAN_HOME: home};
    const json = async (...args: string[]): Promise<Record<string, string>> =>
        JSON.parse((await context.karwan([...args, '--json'], {env})).stdout);
    const site = (await json('site', 'add', 'm2-north').catch(() => ({})) as {key?: string}).key
        ?? await firstSiteKey(context, env);
    const as = new Map<Who, () => Promise<Record<string, string>>>([
        ['nobody', async () => ({})],
        ['a guessed session', async () => ({cookie: 'karwan=guess'})],
        ['a stolen key of a site', async () => ({authorization: `Bearer ${site}`})],
    ]);
    for (const role of roles) {
        const {path} = await json('person', 'add', `the ${role}`, '--role', role);
        const response = await fetch(`${server.address}/v1/session/link`, {
            method: 'POST', body: JSON.stringify({key: path!.split('#')[1]}),
            headers: {'content-type': 'application/json'},
        });
        const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
        as.set(role, async () => ({cookie, origin: server.address}));
    }
    return as;
}

// The command says which sites there are to who names none of them.
async function firstSiteKey(
    context: ProofContext, env: Record<string, string>,
): Promise<string> {
    const {stderr, stdout} = await context.karwan(['site', 'add', 'none-of-them'], {env});
    const [, name] = /expected one of ([\w.-]+)/.exec(stderr + stdout) ?? [];
    const said = await context.karwan(['site', 'add', name!, '--json'], {env});
    return (JSON.parse(said.stdout) as {key: string}).key;
}

/** The status with which a route answers; the body of an answer is for other proofs. */
async function statusOf(
    server: ServerProcess, route: string, headers: Record<string, string>,
): Promise<number> {
    const [method, path] = route.split(' ') as [string, string];
    const url = server.address + path.replace('{day}', '2025-03-03').replace('{id}', '1:no-tariff')
        .replace('{nth}', '1');
    const stop = new AbortController();
    const {status} = await fetch(url, {
        method, signal: stop.signal,
        headers: {...headers, ...method === 'POST' && {'content-type': 'application/json'}},
        ...method === 'POST' && {body: '{}'},
    });
    stop.abort();
    return status;
}

async function policyFaults(server: ServerProcess): Promise<string[]> {
    const found: string[] = [];
    for (const path of PAGES) {
        const page = await fetch(server.address + path);
        const policy = page.headers.get('content-security-policy') ?? '';
        const html = await page.text();
        if (!policy.startsWith(`default-src 'none'`)) found.push(`${path}: policy "${policy}"`);
        if (/unsafe|https?:|\*/.test(policy)) found.push(`${path}: policy "${policy}"`);
        if (/<style|style=|<script(?![^>]*src=)|\son\w+=/.test(html)) found.push(`${path}: inline`);
    }
    return found;
}
