import {usePageWords, type PageCatalogues, type PageWords} from '../words/words.ts';
import type en from './words/en.json';

/** A message of the pages of plans. */
export type PlanWord = keyof typeof en;
export type PlanWords = PageWords<PlanWord>;

const catalogues: PageCatalogues = {
    en: () => import('./words/en.json'),
    ur: () => import('./words/ur.json'),
    ru: () => import('./words/ru.json'),
};

/** The words of the pages of plans; they come with the first of these pages. */
export function usePlanWords(): PlanWords {
    return usePageWords<PlanWord>(catalogues);
}
