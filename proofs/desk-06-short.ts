import {axeOver, PAGES} from './desk/axe.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'desk-06-short',
    claim: 'every page can be used by everybody; some of them in all three languages',
    bar: 'axe finds 0 violations on every page in English, on three in Urdu and one in Russian',
    kind: 'held',
    short: true,
    needs: ['chromium'],
    measure: context => axeOver(context, [
        {language: 'en', theme: 'light', pages: PAGES},
        {language: 'ur', theme: 'dark', pages: ['/', '/review', '/tour']},
        {language: 'ru', theme: 'light', pages: ['/day']},
    ]),
});
