import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import type {Command} from 'commander';
import {checkoutFolder} from '../checkout.ts';
import {completionScript} from './completions.ts';
import {exitOf} from './command.ts';
import {exitCodes, Stop} from './exit-code.ts';
import {karwanProgram} from './program.ts';

/** Every command that does something, by its path. */
function leaves(node: Command, path: string): [string, Command][] {
    return node.commands.length === 0
        ? [[path, node]] : node.commands.flatMap(child => leaves(child, `${path} ${child.name()}`));
}

for (const [path, made] of leaves(karwanProgram(), 'karwan')) {
    test(`${path} has --json, and a help with an example of itself`, () => {
        assert(made.options.some(option => option.long === '--json'));
        let help = '';
        made.configureOutput({writeOut: text => (help += text)});
        made.outputHelp();
        const [, example] = /Example:\n {2}(.*)/.exec(help) ?? [];
        assert(example !== undefined, help);
        const isStart = example.includes('npm start');
        const names = isStart ? path === 'karwan start' : example.includes(path);
        assert(names || path === 'karwan completions', example);
    });
}

test('exit codes are different, and each error has the one that is meant', () => {
    const codes = Object.values(exitCodes).map(([code]) => code);
    assert.equal(new Set(codes).size, codes.length);
    for (const name of Object.keys(exitCodes) as (keyof typeof exitCodes)[]) {
        assert.equal(exitOf(new Stop(name, '')), name);
    }
    assert.equal(exitOf(new Error('x')), 'own-fault');
    assert.equal(exitOf(Object.assign(new Error('x'), {code: 'ECONNREFUSED'})), 'unavailable');
});

test('a wrong option is a wrong usage', async () => {
    const silent = {writeErr: () => undefined, writeOut: () => undefined};
    for (const words of [['feed'], ['site', 'list', '--lots'], ['fly'], ['completions', 'fish']]) {
        const program = karwanProgram();
        const quiet = (node: Command): void => {
            node.configureOutput(silent);
            node.commands.forEach(quiet);
        };
        quiet(program);
        await assert.rejects(program.parseAsync(['node', 'karwan', ...words]), error => {
            assert.equal(exitOf(error), 'wrong-usage', words.join(' '));
            return true;
        });
    }
});

// What bash offers after these words, asked of a real bash.
const offers: Record<string, string[]> = {
    'karwan ': ['start', 'feed', 'explain'],
    'karwan f': ['feed'],
    'karwan site ': ['add', 'rotate', 'revoke', 'list'],
    'karwan site rotate --': ['--grace', '--json', '--help'],
    'karwan completions ': ['bash', 'zsh'],
    'karwan feed --sch': ['--scheme'],
};

test('bash completes commands, subcommands and options', () => {
    for (const [line, expected] of Object.entries(offers)) {
        const words = line.split(' ').map(word => `'${word}'`).join(' ');
        const script = `${completionScript('bash', karwanProgram())}
            COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _karwan
            printf '%s\\n' "\${COMPREPLY[@]}"`;
        const {stdout, stderr} = spawnSync('bash', ['--norc', '-c', script], {encoding: 'utf8'});
        const offered = stdout.split('\n');
        for (const word of expected) assert(offered.includes(word), `${line}: ${stdout}${stderr}`);
    }
});

test('zsh is given the same, with its tag', () => {
    assert.match(completionScript('zsh', karwanProgram()), /^#compdef karwan\n/);
});

test('docs/command-line.md names every command and tells each exit code as it is', () => {
    const page = readFileSync(join(checkoutFolder(), 'docs', 'command-line.md'), 'utf8');
    for (const [path] of leaves(karwanProgram(), '')) {
        assert(page.includes(`\`${path.trim()}`), `the page does not name ${path}`);
    }
    for (const [name, [code, meaning]] of Object.entries(exitCodes)) {
        assert(page.includes(`| ${code} | \`${name}\` | ${meaning} |`), `${code} ${name}`);
    }
});
