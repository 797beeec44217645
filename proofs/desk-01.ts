import {seen} from './seen.ts';

export default seen({
    id: 'desk-01',
    claim: 'ninety seconds from the printed address: a live corridor, a fault named, a flood, a '
        + 'server killed and back',
    bar: 'filmed under a visible clock by `npm run film`: each scene is waited for and held, the '
        + 'difference is 0 in each; 90 s',
});
