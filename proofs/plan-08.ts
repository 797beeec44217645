import {seen} from './seen.ts';

export default seen({
    id: 'plan-08',
    claim: 'a report of two pages is read on screen and in print, in colour and without',
    bar: 'HTML and PDF looked at page by page, as the note says',
});
