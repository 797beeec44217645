import {usePageWords, type PageCatalogues, type PageWords} from '../words/words.ts';
import type en from './words/en.json';

/** A message of the page of promises. */
export type PromisedWord = keyof typeof en;
export type PromisedWords = PageWords<PromisedWord>;

const catalogues: PageCatalogues = {
    en: () => import('./words/en.json'),
    ur: () => import('./words/ur.json'),
    ru: () => import('./words/ru.json'),
};

/** The words of the page of promises; they come with it. */
export function usePromisedWords(): PromisedWords {
    return usePageWords<PromisedWord>(catalogues);
}
