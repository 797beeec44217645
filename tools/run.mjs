// The one door of `npm start`, `npm test` and the rest. On a fresh clone with only Node and npm
// it installs what is missing, builds what is stale, and then runs.
import {dirname} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {buildStale, endBuilds, productEntries} from './build.mjs';
import {buildConsole} from './build-console.mjs';
import {install} from './install.mjs';
import {endWithLauncher} from './launcher.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = 20;

const commands = {
    start: args => product(['start', ...args]),
    karwan: args => product(args),
    build: () => product(undefined),
    // The server that tests and proofs start serves the console.
    test: args => withConsole(() => tool('test', args)),
    check: args => tool('check', args),
    prove: args => withConsole(() => tool('prove', args)),
    pictures: args => withConsole(() => tool('pictures', args)),
    tidy: args => tool('tidy', args),
    film: args => withConsole(() => tool('film', args)),
    wire: args => tool('wire', args),
};

async function product(args) {
    const built = await buildStale(root, productEntries(root), 'dist');
    if (args === undefined || args[0] === 'start') await buildConsole(root);
    await endBuilds();
    const [karwan] = built.values();
    if (args !== undefined) await run(karwan, args);
}

async function withConsole(work) {
    await buildConsole(root);
    await work();
}

async function tool(name, args) {
    const entry = `tools/${name}.ts`;
    const built = await buildStale(root, new Map([[entry, `${name}.mjs`]]), 'dist/tools');
    await run(built.get(entry), args);
}

// In this very process: one process less to start, to signal and to be killed by halves.
async function run(script, args) {
    process.env.KARWAN_CHECKOUT = root;
    process.argv = [process.execPath, script, ...args];
    process.setSourceMapsEnabled(true);
    await import(pathToFileURL(script).href);
}

async function main([name, ...args]) {
    if (Number(process.versions.node.split('.')[0]) < oldestNode) {
        throw new Error(`found Node ${process.versions.node}, expected ${oldestNode} or later`);
    }
    const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
    if (!command) {
        const known = Object.keys(commands).join(', ');
        throw new Error(`found '${name ?? ''}', expected one of ${known}`);
    }
    await install(root);
    await command(args);
}

endWithLauncher();

// What a command makes of itself (a message, an exit code) is its own; here only what stopped us
// before it began: 70, the exit code of a fault inside the software.
main(process.argv.slice(2)).catch(error => {
    process.stderr.write(`${error.errors ? buildErrors(error.errors) : error.stack}\n`);
    process.exitCode = 70;
});

function buildErrors(errors) {
    return errors.map(({text, location}) => {
        const where = location ? `${location.file}:${location.line}:${location.column + 1}: ` : '';
        return `${where}${text}`;
    }).join('\n');
}
