import {Argument, type Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan completions bash|zsh`: a script to source, made from the whole command line. */
export function completionsCommand(program: () => Command): Command {
    return command(
        'completions', 'print a completion script for bash or zsh',
        'source <(npm run --silent karwan -- completions bash)',
    )
        .addArgument(new Argument('<shell>').choices(['bash', 'zsh']))
        .action(says(([shell]) => {
            const script = completionScript(shell as 'bash' | 'zsh', program());
            return {json: {shell, script}, text: script};
        }));
}

/** The script for a shell. */
export function completionScript(shell: 'bash' | 'zsh', program: Command): string {
    const script = bashScript(wordsByPath(program));
    return shell === 'zsh' ? zshScript(script) : script;
}

/** Words that may follow each command path: its subcommands and options. */
function wordsByPath(program: Command): [string, string[]][] {
    const found: [string, string[]][] = [];
    const walk = (node: Command, path: string): void => {
        const options = node.options.flatMap(o => [o.short, o.long].filter(f => f !== undefined));
        const choices = node.registeredArguments.flatMap(a => a.argChoices ?? []);
        const children = node.commands.map(c => c.name());
        found.push([path, [...children, ...choices, ...options, '--help']]);
        for (const child of node.commands) walk(child, `${path} ${child.name()}`.trim());
    };
    walk(program, '');
    return found;
}

function bashScript(all: [string, string[]][]): string {
    const paths = all.map(([path]) => `'${path}'`).filter(path => path !== `''`);
    const cases = all.map(
        ([path, words]) => `        '${path}') words='${words.join(' ')}';;`);
    return `# Completions of karwan for bash; made by \`karwan completions bash\`.
_karwan() {
    local word path='' words='' i
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        [[ $word == [a-z]* && -z $words ]] || continue
        case "\${path:+$path }$word" in
            ${paths.join('|')}) path="\${path:+$path }$word";;
        esac
    done
    case "$path" in
${cases.join('\n')}
    esac
    local current=\${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    [[ -z $path ]] || COMPREPLY+=($(compgen -f -- "$current"))
}
complete -o filenames -F _karwan karwan
`;
}

function zshScript(bash: string): string {
    return `#compdef karwan
# Completions of karwan for zsh; made by \`karwan completions zsh\`.
autoload -U +X bashcompinit && bashcompinit
${bash.split('\n').slice(1).join('\n')}`;
}
