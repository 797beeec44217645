import assert from 'node:assert/strict';
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import test from 'node:test';
import {build, stop, type Plugin} from 'esbuild';
import {checkoutFolder} from '../src/checkout.ts';
import {freshDatabase} from '../src/test-database.ts';
import {dueTable, passageTable, reviewTable, tripTable} from '../src/thread/store.ts';

/** A statement as it stands in the source: its name, and an expression for its text. */
const NAMED = /name: '([a-z][a-z0-9-]*)',\s*text: /g;

test('every named statement fits the migrated schema', async () => {
    const statements = await statementsInSource();
    for (const {put, drop} of [passageTable, tripTable, dueTable, reviewTable]) {
        statements.push([put.name, put.text], [drop.name, drop.text]);
    }
    assert(statements.length > 60, `found only ${statements.length}`);
    const names = statements.map(([name]) => name);
    assert.deepEqual(names.filter((name, i) => names.indexOf(name) !== i), []);
    const database = await freshDatabase('statements');
    const client = await database.pool.connect();
    const refused: string[] = [];
    for (const [name, text] of statements) {
        await client.query(prepared(name, text))
            .catch((error: Error) => refused.push(`${name}: ${error.message}`));
    }
    client.release();
    await database.drop();
    assert.deepEqual(refused, []);
});

// A lock cannot be prepared by a statement; it is taken and let go.
function prepared(name: string, text: string): string {
    return /^\s*lock /.test(text) ? `begin; ${text}; rollback` : `prepare "${name}" as ${text}`;
}

/**
 * Loads every file of the server with an ending that says its statements aloud, so that a text put
 * together from constants of its file is read as the file puts it together.
 */
async function statementsInSource(): Promise<[string, string][]> {
    const root = checkoutFolder();
    const source = join(root, 'apps', 'server', 'src');
    const files = readdirSync(source, {recursive: true, encoding: 'utf8'})
        .filter(file => file.endsWith('.ts') && !/\.(test|law|child)\.ts$/.test(file))
        .filter(file => NAMED.test(readFileSync(join(source, file), 'utf8')));
    const {outputFiles} = await build({
        stdin: {
            contents: files.map(file => `import './${file}';`).join('\n'), resolveDir: source,
        },
        bundle: true, platform: 'node', format: 'esm', packages: 'external', write: false,
        absWorkingDir: root, plugins: [sayingStatements(source)],
        alias: Object.fromEntries(readdirSync(join(root, 'packages')).map(
            name => [`@karwan/${name}`, join(root, 'packages', name, 'src', 'index.ts')])),
    });
    await stop();
    const folder = join(root, 'dist', 'statements');
    const script = join(folder, `${process.pid}.mjs`);
    mkdirSync(folder, {recursive: true});
    writeFileSync(script, outputFiles[0]!.text);
    const said: [string, string][] = [];
    (globalThis as {sayStatement?: unknown}).sayStatement = (name: string, text: string) =>
        said.push([name, text]);
    try {
        await import(pathToFileURL(script).href);
    } finally {
        rmSync(script);
    }
    return said;
}

function sayingStatements(folder: string): Plugin {
    return {
        name: 'saying-statements',
        setup: builder => {
            // A kernel is compiled by the build; no statement stands in one.
            builder.onResolve({filter: /\.wasm$/}, ({path}) => ({path, namespace: 'kernel'}));
            builder.onLoad({filter: /./, namespace: 'kernel'}, () =>
                ({contents: '', loader: 'binary'}));
            builder.onLoad({filter: /\.ts$/}, ({path}) => sayingItsOwn(path, folder));
        },
    };
}

// A file of the server with an ending that says its statements aloud.
function sayingItsOwn(path: string, folder: string): {contents: string; loader: 'ts'} | undefined {
    if (!path.startsWith(folder)) return undefined;
    const text = readFileSync(path, 'utf8');
    const said = [...text.matchAll(NAMED)].map(found => {
        const statement = expressionAt(text, found.index + found[0].length);
        return `sayStatement('${found[1]}', ${statement});`;
    });
    return {
        contents: 'declare const sayStatement: (name: string, text: string) => void;\n'
            + `${text}\n${said.join('\n')}`,
        loader: 'ts',
    };
}

/** A template, a text in quotes, or the name of a constant. */
function expressionAt(text: string, start: number): string {
    const open = text[start]!;
    if (open !== '`' && open !== `'`) return /^\w+/.exec(text.slice(start))![0];
    for (let at = start + 1, depth = 0; at < text.length; at++) {
        if (text[at] === '$' && text[at + 1] === '{') depth++;
        else if (text[at] === '}' && depth > 0) depth--;
        else if (text[at] === open && depth === 0) return text.slice(start, at + 1);
    }
    throw new Error(`found no end of ${text.slice(start, start + 40)}`);
}
