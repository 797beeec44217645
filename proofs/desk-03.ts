import {unplugged, UNPLUGGED_PAGES} from './desk/unplugged.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'desk-03',
    claim: 'unplugged, every figure greys out and shows its age; plugged in, it is back by itself',
    bar: 'on every page no figure keeps its colour, the age is told, and no reload is needed',
    kind: 'held',
    needs: ['chromium'],
    measure: context => unplugged(context, UNPLUGGED_PAGES),
});
