import {spawn} from 'node:child_process';
import {readdirSync, readFileSync, rmSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {startTestCluster} from '../apps/server/src/test-cluster.ts';
import {endBuilds} from './build.mjs';
import {bundleTests, type Group} from './test-bundle.ts';
import {NO_PROOFS, planProofs} from './test-proofs.ts';
import {allTestFiles, namedTestFiles} from './test-files.ts';

/** `npm test` has ten minutes on two cores; what takes longer hangs. */
const RUN_LIMIT_MS = 1_500_000;

interface Totals {
    readonly passed: number;
    readonly failed: number;
}

async function main(args: readonly string[]): Promise<number> {
    const root = checkoutFolder();
    const isWhole = args.length === 0;
    const files = isWhole ? allTestFiles(root) : namedTestFiles(root, args);
    const into = join(root, 'dist', 'test', String(process.pid));
    forgetDeadRuns(join(root, 'dist', 'test'));
    try {
        const tests = await bundleTests(root, files, into);
        const proofs = isWhole ? await planProofs(root, into) : NO_PROOFS;
        const groups = [...tests, ...proofs.groups];
        await endBuilds();
        const totals = await withCluster(groups, () => runGroups(groups, root, into));
        for (const line of proofs.notRun) process.stdout.write(`${line}\n`);
        process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
        return totals.failed > 0 || totals.passed === 0 ? 1 : 0;
    } finally {
        rmSync(into, {recursive: true, force: true});
    }
}

// One cluster for the whole run; each test has a database of its own in it.
async function withCluster<T>(groups: readonly Group[], work: () => Promise<T>): Promise<T> {
    if (!groups.some(group => group.usesDatabase)) return work();
    const cluster = await startTestCluster();
    process.env['KARWAN_TEST_CLUSTER'] = cluster.url;
    try {
        return await work();
    } finally {
        await cluster.stop();
    }
}

// Node's runner gives each group a process; the second reporter is there for its totals.
async function runGroups(groups: readonly Group[], root: string, into: string): Promise<Totals> {
    const tap = join(into, 'totals.tap');
    const code = await exitCodeOf(process.execPath, [
        '--enable-source-maps', '--test', `--test-concurrency=${availableParallelism()}`,
        '--test-reporter=spec', '--test-reporter-destination=stdout',
        '--test-reporter=tap', `--test-reporter-destination=${tap}`,
        ...groups.map(group => group.script),
    ], root);
    const {passed, failed} = totalsOf(readFileSync(tap, 'utf8'));
    return {passed, failed: failed === 0 && code !== 0 ? 1 : failed};
}

function exitCodeOf(command: string, args: readonly string[], cwd: string): Promise<number> {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, {
            cwd,
            stdio: 'inherit',
            timeout: RUN_LIMIT_MS,
            env: {...process.env, NODE_OPTIONS: '--enable-source-maps'},
        });
        child.on('error', reject);
        child.on('exit', code => resolve(code ?? 1));
    });
}

// The totals stand at the very end, each on a line like `# pass 12`.
function totalsOf(tap: string): Totals {
    const count = (word: string): number => {
        const lines = tap.match(new RegExp(`^# ${word} (\\d+)$`, 'gm')) ?? [];
        return Number(lines.at(-1)?.split(' ').at(-1) ?? 0);
    };
    return {passed: count('pass'), failed: count('fail') + count('cancelled')};
}

// A run that was killed leaves its folder behind; the folder is named after the process.
function forgetDeadRuns(folder: string): void {
    for (const name of listOr(folder)) {
        try {
            process.kill(Number(name), 0);
        } catch {
            rmSync(join(folder, name), {recursive: true, force: true});
        }
    }
}

function listOr(folder: string): string[] {
    try {
        return readdirSync(folder);
    } catch {
        return [];
    }
}

process.exitCode = await main(process.argv.slice(2));
