import {setupI18n, type I18n, type Messages} from '@lingui/core';
import {createContext, use} from 'react';
import type en from './en.json';
import first from './en.json?first';

/** A message by its name; the three languages have the same names. */
export type Word = keyof typeof en;

/** A language of the console. */
export interface Language {
    id: 'en' | 'ur' | 'ru';
    /** Its name in itself. */
    name: string;
    direction: 'ltr' | 'rtl';
}

export const LANGUAGES: readonly Language[] = [
    {id: 'en', name: 'English', direction: 'ltr'},
    {id: 'ur', name: 'اردو', direction: 'rtl'},
    {id: 'ru', name: 'Русский', direction: 'ltr'},
];

/** How the console speaks: words, numbers and money of one language. */
export interface Words {
    language: Language;
    t(word: Word, values?: Readonly<Record<string, string | number>>): string;
    /** What a class of vehicles is called; a corridor's own classes as it calls them. */
    className(id: string): string;
    count(value: number): string;
    percent(share: number, digits?: number): string;
    /** A decimal string of the server in the language's digits and groups; nothing is rounded. */
    money(decimal: string): string;
    /** A rate with one place. */
    rate(value: number): string;
    /** Metres as kilometres with one place. */
    kilometres(metres: number): string;
    /** A value with as many places as say something: none from 100 on, one from 10 on, else two. */
    amount(value: number): string;
    /** Takes in the words of a page, which come with it. */
    add(messages: object): void;
}

/** The words of a page beside those of the whole console. */
export interface PageWords<Own extends string> extends Omit<Words, 't'> {
    t(word: Word | Own, values?: Readonly<Record<string, string | number>>): string;
}

/** What a page says, by language; each is loaded with the page. */
export type PageCatalogues = Readonly<Record<Language['id'], () => Promise<{default: object}>>>;

// Catalogues are compiled when the console is built, each in two parts: the words of the first page
// with what stands around every page (`first.json` says which), and those of all other pages.
const parts = {
    en: {first: () => Promise.resolve({default: first}), rest: () => import('./en.json?rest')},
    ur: {first: () => import('./ur.json?first'), rest: () => import('./ur.json?rest')},
    ru: {first: () => import('./ru.json?first'), rest: () => import('./ru.json?rest')},
};

const spokenHere = new Map<Language['id'], I18n>();
let isRestWanted = false;

/** The words of a language, loaded: those of all pages once such a page was wanted. */
export async function wordsOf(id: Language['id']): Promise<Words> {
    const language = LANGUAGES.find(each => each.id === id)!;
    const i18n = spokenHere.get(id) ?? setupI18n({locale: id});
    spokenHere.set(id, i18n);
    await load(i18n, parts[id].first());
    if (isRestWanted) await load(i18n, parts[id].rest());
    return spoken(language, i18n);
}

/** Loads what the first page does not say; a page is shown once its words are there. */
export async function restOfWords(): Promise<void> {
    isRestWanted = true;
    await Promise.all([...spokenHere].map(([id, i18n]) => load(i18n, parts[id].rest())));
}

async function load(i18n: I18n, part: Promise<{default: Messages}>): Promise<void> {
    const {default: messages} = await part;
    i18n.load(i18n.locale, messages);
}

function spoken(language: Language, i18n: I18n): Words {
    // Western digits in all three: what stands on a receipt, a plate and a screen must look alike.
    const locale = `${language.id}-u-nu-latn`;
    const whole = new Intl.NumberFormat(locale);
    const one = new Intl.NumberFormat(locale, {minimumFractionDigits: 1, maximumFractionDigits: 1});
    const point = one.formatToParts(0.5).find(part => part.type === 'decimal')!.value;
    return {
        language,
        t: (word, values) => i18n._(word, isolated(values, language)),
        className: id => {
            const word = `class.${id}`;
            return Object.hasOwn(i18n.messages, word) ? i18n._(word) : id;
        },
        count: value => whole.format(value),
        percent: (share, digits = 0) => new Intl.NumberFormat(locale, {
            style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits,
        }).format(share),
        money: decimal => {
            const [units = '0', minor] = decimal.split('.');
            const sign = units === '-0' ? '-' : '';
            return sign + whole.format(BigInt(units)) + (minor === undefined ? '' : point + minor);
        },
        rate: value => one.format(value),
        kilometres: metres => one.format(metres / 1000),
        amount: value => new Intl.NumberFormat(locale, amountDigits(value)).format(value),
        add: own => i18n.load(language.id, own as never),
    };
}

function amountDigits(value: number): Intl.NumberFormatOptions {
    const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    return {
        minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative',
    };
}

// A date or a number with its unit keeps its own direction in the midst of a text from the right.
// One Latin word has it anyway, and may be a code that a message selects by.
function isolated(
    values: Readonly<Record<string, string | number>> | undefined, {direction}: Language,
): Record<string, unknown> | undefined {
    if (!values || direction === 'ltr') return values;
    return Object.fromEntries(Object.entries(values).map(([name, value]) =>
        [name, typeof value === 'string' && !/^[a-z-]+$/.test(value)
            ? `\u2068${value}\u2069` : value]));
}

export const WordsContext = createContext<Words | undefined>(undefined);

/** The words of the chosen language. */
export function useWords(): Words {
    const words = use(WordsContext);
    if (!words) throw new Error('no words were provided');
    return words;
}

const taken = new WeakMap<Words, Map<PageCatalogues, Promise<void>>>();

/** The words with those of a page; who asks waits until they are there (a Suspense above). */
export function usePageWords<Own extends string>(catalogues: PageCatalogues): PageWords<Own> {
    const words = useWords();
    let known = taken.get(words);
    if (!known) taken.set(words, known = new Map());
    let coming = known.get(catalogues);
    if (!coming) {
        coming = catalogues[words.language.id]().then(({default: messages}) => words.add(messages));
        known.set(catalogues, coming);
    }
    use(coming);
    return words as PageWords<Own>;
}
