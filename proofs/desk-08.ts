import {seen} from './seen.ts';

export default seen({
    id: 'desk-08',
    claim: 'a shift lead is shown the console in some 300 words, in three languages, inside it',
    bar: 'each language read and looked at, every word of a page said as the page says it',
});
