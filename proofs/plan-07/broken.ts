/** A scenario's page that was broken by a rule. */
export interface Broken {
    rule: string;
    file: string;
    text: string;
}

type Rule = (text: string) => string[];

const replaced = (text: string, what: RegExp, by: string): string[] =>
    what.test(text) ? [text.replace(what, by)] : [];

/** Ways in which somebody breaks a page; each gives the pages that it breaks. */
const rules: Readonly<Record<string, Rule>> = {
    'a key misspelt': text => ['from', 'edits', 'name'].flatMap(key =>
        replaced(text, new RegExp(`^${key}:`, 'm'), `${key}s:`)),
    'a verb that is none': text => ['open', 'shut', 'build', 'reprice', 'restore', 'include']
        .flatMap(verb => replaced(text, new RegExp(`\\b${verb}: `), `${verb}d: `)),
    'a name that nothing has': text => replaced(text,
        /\b(open|shut|build|reprice|restore|include): [a-z0-9-]+/, '$1: nowhere'),
    'a base that is none': text => replaced(text, /^from: .*/m, 'from: yesterday'),
    'a base that leads back': text => replaced(text, /^from: .*/m, 'from: BROKEN'),
    'no name': text => replaced(text, /^name: .*\n/m, ''),
    'days below none': text => replaced(text, /days: \d+/, 'days: -3'),
    'more days than a year has': text => replaced(text, /days: \d+/, 'days: 400'),
    'days that are words': text => replaced(text, /days: \d+/, 'days: ninety'),
    'an input that is none': text => replaced(text, /capital: [^,}\n]+/, 'capital: plenty'),
    'no capital': text => replaced(text, /, capital: [^,}\n]+/, ''),
    'a year long gone': text => replaced(text, /first: \d+/, 'first: 1947'),
    'a year beyond the end': text => replaced(text, /first: \d+/, 'first: 2055'),
    'half a year': text => replaced(text, /years: \d+/, 'years: 2.5'),
    'no years': text => replaced(text, /,\s*years: \d+/, ''),
    'an owner without a country': text => replaced(text, /owner: [^}\n]+/, 'owner: somebody'),
    'no owner': text => replaced(text, /, owner: [^}\n]+/, ''),
    'a factor below nothing': text => replaced(text, /factor: [\d.]+/, 'factor: -1'),
    'no factor': text => replaced(text, /\n\s+factor: [\d.]+/, ''),
    'a way that is none': text => replaced(text, /\bto: [a-z]+/, 'to: magic'),
    'a mode that is none': text => replaced(text, /mode: rail/, 'mode: camel'),
    'what its verb does not take': text => replaced(text,
        /\{(open|build|restore|include): /, '{days: 3, $1: '),
    'a closing brace lost': text => replaced(text, /\}/, ''),
    'a tab': text => replaced(text, /^ {4}- /m, '\t- '),
    'a key twice': text => [`${text}name: again\n`],
    'an edit twice': text => {
        const edit = /^ {4}- (?:\{[^}]*\}|.*(?:\n {6}.*)*)\n/m.exec(text)?.[0];
        return edit === undefined ? [] : [`${text}${edit}`];
    },
    'an edit that is a word': text => replaced(text, /^edits:\n/m, 'edits:\n    - everything\n'),
    'two verbs in one': text => [
        `${text.trimEnd()}\n    - {open: torkham, shut: chaman}\n`],
    'a day that is none': text => [`${text}day: 2025-02-30\n`, `${text}tariffs: soon\n`]
        .filter(() => !/^day:/m.test(text)),
    'a seed that is none': text => /^seed:/m.test(text) ? [] : [`${text}seed: luck\n`],
    'a matrix that is none': text => /^demand:/m.test(text) ? [] : [`${text}demand: wished\n`],
};

/** Every page broken by every rule that can break it. */
export function brokenPages(pages: ReadonlyMap<string, string>): Broken[] {
    return [...pages].flatMap(([file, text]) => Object.entries(rules).flatMap(([rule, broken]) =>
        broken(text).map(each => ({
            rule, file, text: each.replace('BROKEN', file.replace(/^.*\/|\.yaml$/g, '')),
        }))));
}
