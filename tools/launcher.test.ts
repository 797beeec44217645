import {spawn, type ChildProcess} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {pathToFileURL} from 'node:url';
import {checkoutFolder} from '../apps/server/src/checkout.ts';

/** A package whose `npm start` tells its process and how it is ended. */
function packageFor(t: TestContext): string {
    const folder = mkdtempSync(join(tmpdir(), 'karwan npm-'));
    t.after(() => rmSync(folder, {recursive: true}));
    const launcher = pathToFileURL(join(checkoutFolder(), 'tools', 'launcher.mjs')).href;
    writeFileSync(join(folder, 'package.json'), '{"scripts": {"start": "node run.mjs"}}');
    writeFileSync(join(folder, 'run.mjs'), `
        import {endWithLauncher} from ${JSON.stringify(launcher)};
        process.on('SIGTERM', () => {
            process.stdout.write('ends in order\\n');
            process.exit(0);
        });
        setInterval(() => undefined, 1_000);
        endWithLauncher();
        process.stdout.write(\`process \${process.pid}\\n\`);
    `);
    return folder;
}

interface Running {
    child: ChildProcess;
    pid: number;
    /** Resolves once the text was said, and throws where it was not within the limit. */
    says(text: RegExp): Promise<RegExpExecArray>;
}

async function running(t: TestContext, command: string, args: readonly string[]): Promise<Running> {
    const env = {...process.env};
    delete env['npm_lifecycle_event'];
    const child = spawn(command, args, {
        cwd: packageFor(t), env, detached: true, stdio: ['ignore', 'pipe', 'ignore']});
    let said = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        said += text;
    });
    const says = async (text: RegExp): Promise<RegExpExecArray> => {
        for (const untilMs = performance.now() + 20_000; performance.now() < untilMs;) {
            const found = text.exec(said);
            if (found) return found;
            await new Promise(resolve => setTimeout(resolve, 50));
        }
        throw new Error(`it said "${said}", expected ${text} within 20 s`);
    };
    const pid = Number((await says(/^process (\d+)$/m))[1]);
    t.after(() => {
        for (const each of [pid, child.pid!]) {
            try {
                process.kill(each, 'SIGKILL');
            } catch {
                // It has ended, as it should.
            }
        }
    });
    return {child, pid, says};
}

for (const signal of ['SIGTERM', 'SIGHUP', 'SIGKILL'] as const) {
    test(`${signal} to npm alone ends what it started, in order`, async t => {
        const {child, says} = await running(t, 'npm', ['start', '--silent']);
        process.kill(child.pid!, signal);
        await says(/^ends in order$/m);
    });
}

for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    test(`${signal} to the process itself ends it in order`, async t => {
        const {pid, says} = await running(t, process.execPath, ['run.mjs']);
        process.kill(pid, signal);
        await says(/^ends in order$/m);
    });
}

test('a hang-up of the terminal, which everybody in it hears, ends it in order', async t => {
    const {child, says} = await running(t, 'npm', ['start', '--silent']);
    process.kill(-child.pid!, 'SIGHUP');
    await says(/^ends in order$/m);
});

test('while npm lives nothing ends', async t => {
    const {pid} = await running(t, 'npm', ['start', '--silent']);
    await new Promise(resolve => setTimeout(resolve, 1_500));
    process.kill(pid, 0);
});
