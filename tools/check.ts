import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {checkoutFolder} from '../apps/server/src/checkout.ts';

/** One thing looked at before a commit. */
interface Step {
    readonly name: string;
    readonly script: string;
    readonly args: readonly string[];
}

interface Outcome {
    readonly isGood: boolean;
    readonly seconds: number;
    readonly output: string;
}

const STEP_LIMIT_MS = 300_000;

const STEPS: readonly Step[] = [
    {
        name: 'stories, laws, layers, tidy, pages and examples',
        script: 'tools/run.mjs', args: ['test', 'packages', 'tools'],
    },
    {name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', '.']},
    {
        name: 'types of the console', script: 'node_modules/typescript/bin/tsc',
        args: ['--noEmit', '-p', 'apps/web'],
    },
    {name: 'lint', script: 'node_modules/oxlint/bin/oxlint', args: ['--deny-warnings', '.']},
    {name: 'dead code', script: 'node_modules/knip/bin/knip.js', args: ['--no-config-hints']},
];

async function main(root: string): Promise<number> {
    const startedMs = performance.now();
    const [tests, ...quick] = STEPS;
    const results = await Promise.all([report(root, tests!), inTurn(root, quick)]);
    const bad = results.flat().filter(isGood => !isGood).length;
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    say(bad === 0 ? `all is well, ${seconds} s` : `${bad} of ${STEPS.length} failed, ${seconds} s`);
    return bad === 0 ? 0 : 1;
}

// The tests take one core, the rest share the other.
async function inTurn(root: string, steps: readonly Step[]): Promise<boolean[]> {
    const results: boolean[] = [];
    for (const step of steps) results.push(await report(root, step));
    return results;
}

async function report(root: string, step: Step): Promise<boolean> {
    const {isGood, seconds, output} = await run(root, step);
    say(`${isGood ? '✔' : '✖'} ${step.name} (${seconds.toFixed(1)} s)`);
    if (!isGood) say(output.slice(Math.max(0, output.indexOf('failing tests:'))));
    return isGood;
}

function run(root: string, {script, args}: Step): Promise<Outcome> {
    const startedMs = performance.now();
    return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [join(root, script), ...args], {
            cwd: root, timeout: STEP_LIMIT_MS, stdio: ['ignore', 'pipe', 'pipe'],
        });
        const chunks: Buffer[] = [];
        child.stdout.on('data', chunk => chunks.push(chunk));
        child.stderr.on('data', chunk => chunks.push(chunk));
        child.on('error', reject);
        child.on('close', code => resolve({
            isGood: code === 0,
            seconds: (performance.now() - startedMs) / 1000,
            output: Buffer.concat(chunks).toString('utf8'),
        }));
    });
}

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}

process.exitCode = await main(checkoutFolder());
