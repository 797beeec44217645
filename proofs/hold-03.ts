import {faultDays} from './hold-03/days.ts';
import {proof} from './proof.ts';

/** A part of the days, to try: `KARWAN_DAYS=14`. */
const DAYS = Number(process.env['KARWAN_DAYS'] ?? 1_000);

export default proof({
    id: 'hold-03',
    claim: 'whatever goes wrong with devices, lines and vehicles, the balances close and who can '
        + 'be known is known',
    bar: 'difference 0 on 1,000 days of 2,000 vehicles or more, every fault 20 times or more',
    kind: 'held',
    measure: context => faultDays(context, DAYS),
});
