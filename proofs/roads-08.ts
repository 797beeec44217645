import {seen} from './seen.ts';

export default seen({
    id: 'roads-08',
    claim: 'a toll manager writes a scheme for a fourth kind of road from the page alone',
    bar: 'what stopped them is mended',
});
