import {deviceHealth} from './hold-07/claim.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-07',
    claim: 'six days of a real corridor tell by themselves which gantry was silent, which one '
        + 'stands elsewhere, whose clock goes wrong and who loses vehicles',
    bar: 'G6 within 240 s and ≤ 15 other alarms; G12 from 100 cars, placed within 500 m, '
        + 'injected moves too, nothing else but G6-G7; clocks ≤ 4 s at G2-G5, G9, G10; 20 % lost '
        + 'in ≤ 30 vehicles, 5 % in ≤ 300',
    kind: 'held', needs: ['reference'],
    measure: context => deviceHealth(context, {
        times: 200, clocks: Array.from({length: 13}, (_, nth) => `G${nth + 2}`),
    }),
});
