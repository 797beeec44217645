import {seen} from './seen.ts';

export default seen({
    id: 'thread-09',
    claim: 'given only the README, a stranger charges a toll on a motorway of their own',
    bar: '15 minutes, tried twice as a new user would, what stopped them mended',
});
