// Builds the console for the browser into `dist/console`: one page, one style sheet, and a chunk
// for each page of the console that is loaded when it is first opened.
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {isFresh, ownPackages, recordBuild} from './build.mjs';

const ENTRY = 'apps/web/src/main.tsx';
const PAGE = 'apps/web/src/index.html';
const ICON = 'apps/web/src/icon.svg';
const FIRST_WORDS = 'apps/web/src/words/first.json';

/** Builds the console where it is stale. @returns its folder */
export async function buildConsole(root) {
    const folder = join(root, 'dist', 'console');
    const page = join(folder, 'index.html');
    if (isFresh(root, page)) return folder;
    const {build} = await import('esbuild');
    const {outputFiles, metafile} = await build(consoleOptions(root, folder));
    const names = new Map(outputFiles.map(({path}) => [ownName(path), basename(path)]));
    for (const {path, contents} of outputFiles) {
        mkdirSync(dirname(path), {recursive: true});
        writeFileSync(path, contents);
    }
    const html = readFileSync(join(root, PAGE), 'utf8')
        .replace('/main.js', `/${names.get('main.js')}`)
        .replace('/main.css', `/${names.get('main.css')}`)
        .replace('/icon.svg', `/${names.get('icon.svg')}`)
        .replace('</head>', `${preloads(metafile)}</head>`);
    writeFileSync(page, html);
    // What npm installed is known by the lock file.
    const own = Object.keys(metafile.inputs).filter(path => !path.startsWith('node_modules/'))
        .map(path => path.split('?')[0]);
    const inputs = [...new Set([...own, PAGE, FIRST_WORDS, 'tools/build-console.mjs'])];
    const made = outputFiles.map(({path}) => basename(path));
    dropOld(folder, new Set([...made, 'index.html', 'index.html.inputs.json']));
    recordBuild(root, page, inputs, made);
    return folder;
}

/** What esbuild is told for the browser. */
export function consoleOptions(root, folder) {
    return {
        absWorkingDir: root,
        entryPoints: {main: join(root, ENTRY), icon: join(root, ICON)},
        outdir: folder,
        bundle: true,
        format: 'esm',
        splitting: true,
        minify: true,
        jsx: 'automatic',
        target: ['chrome120', 'firefox121', 'safari17'],
        // A name that changes with the content may be kept by browsers for good.
        entryNames: '[name]-[hash]',
        chunkNames: '[name]-[hash]',
        assetNames: '[name]-[hash]',
        define: {'process.env.NODE_ENV': '"production"'},
        // The style of a page that not everybody opens is a file of its own, which comes with it.
        loader: {'.woff2': 'file', '.svg': 'copy', '.page.css': 'file'},
        publicPath: '/',
        metafile: true,
        write: false,
        logLevel: 'silent',
        plugins: [ownPackages(root), compiledWords(root), mapWorker(root)],
    };
}

// Messages are written in ICU and compiled here, so that no parser of them goes to the browser. The
// words of the first page are one part and those of all others another.
function compiledWords(root) {
    const firstPage = new Set(JSON.parse(readFileSync(join(root, FIRST_WORDS), 'utf8')));
    return {
        name: 'compiled-words',
        setup(build) {
            build.onResolve({filter: /\.json\?(first|rest)$/}, ({path, resolveDir}) => {
                const [file, part] = path.split('?');
                return {path: join(resolveDir, file), suffix: `?${part}`};
            });
            build.onLoad({filter: /[\\/]words[\\/][a-z]+\.json$/}, async ({path, suffix}) => {
                const {compileMessage} = await import('@lingui/message-utils/compileMessage');
                const messages = JSON.parse(readFileSync(path, 'utf8'));
                const compiled = Object.fromEntries(Object.entries(messages)
                    .filter(([name]) => suffix === ''
                        || firstPage.has(name.split('.')[0]) === (suffix === '?first'))
                    .map(([name, text]) => [name, compileMessage(text)]));
                return {contents: JSON.stringify(compiled), loader: 'json'};
            });
        },
    };
}

// The policy of the page allows no worker made from a text: the map's is a file like any other.
function mapWorker(root) {
    return {
        name: 'map-worker',
        setup(build) {
            build.onResolve({filter: /^maplibre-gl\/worker-file$/}, () => ({
                path: join(root, 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs'),
                namespace: 'map-worker',
            }));
            build.onLoad({filter: /.*/, namespace: 'map-worker'}, ({path}) => ({
                contents: readFileSync(path), loader: 'file',
            }));
        },
    };
}

// What the entry imports is asked for with it, not when its text has been read.
function preloads({outputs}) {
    const entry = Object.keys(outputs).find(path => outputs[path].entryPoint === ENTRY);
    const wanted = new Set([entry]);
    for (const path of wanted) {
        for (const {path: target, kind} of outputs[path].imports) {
            if (kind === 'import-statement') wanted.add(target);
        }
    }
    wanted.delete(entry);
    return [...wanted].map(path =>
        `<link rel="modulepreload" href="/${basename(path)}">\n`).join('');
}

// `main-ABCD1234.js` is `main.js`.
function ownName(path) {
    return basename(path).replace(/-[A-Z0-9]{8}(?=\.\w+$)/, '');
}

function dropOld(folder, kept) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        if (!kept.has(name)) rmSync(join(folder, name), {force: true, recursive: true});
    }
}
