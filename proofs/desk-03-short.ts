import {drawnPages} from './desk/drawn-pages.ts';
import {unplugged, UNPLUGGED_PAGES} from './desk/unplugged.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'desk-03-short',
    claim: 'as desk-03, on five pages drawn by seed',
    bar: 'on each no figure keeps its colour, the age is told, and no reload is needed',
    kind: 'held',
    short: true,
    needs: ['chromium'],
    measure: context => unplugged(context, drawnPages(UNPLUGGED_PAGES, 5, context.seed)),
});
