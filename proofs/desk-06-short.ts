import {axeOver, PAGES} from './desk/axe.ts';
import {drawnPages} from './desk/drawn-pages.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'desk-06-short',
    claim: 'as desk-06, on eight views drawn by seed',
    bar: 'axe finds 0 violations on five pages in English, on two in Urdu and one in Russian',
    kind: 'held',
    short: true,
    needs: ['chromium'],
    measure: context => axeOver(context, [
        {language: 'en', theme: 'light', pages: drawnPages(PAGES, 5, context.seed)},
        {language: 'ur', theme: 'dark', pages: drawnPages(PAGES, 2, context.seed + 1)},
        {language: 'ru', theme: 'light', pages: drawnPages(PAGES, 1, context.seed + 2)},
    ]),
});
