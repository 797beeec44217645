import {axeOver, PAGES} from './desk/axe.ts';
import {proof} from './proof.ts';

const LANGUAGES = ['en', 'ur', 'ru'] as const;
const THEMES = ['light', 'dark'] as const;

export default proof({
    id: 'desk-06',
    claim: 'every page can be used by everybody, in every language and both themes',
    bar: 'axe finds 0 violations on every page, in three languages and two themes',
    kind: 'held',
    needs: ['chromium'],
    measure: context => axeOver(context, LANGUAGES.flatMap(language =>
        THEMES.map(theme => ({language, theme, pages: PAGES})))),
});
