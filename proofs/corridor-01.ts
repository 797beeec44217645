import {join} from 'node:path';
import {Router} from '@karwan/network';
import {networkFrom} from '../apps/server/src/network-files.ts';
import {pairs, publishedFrom, type Pair, type Published} from './corridor-01/pairs.ts';
import {legLines, travelBy, type Travel} from './corridor-01/travel.ts';
import {proof} from './proof.ts';

/** Printed lengths: how far ours may be off, of a rounded total and of another. */
const OFF_ROUNDED = 0.10;
const OFF = 0.08;
/** Printed hours and money, which nobody measured alike. */
const OFF_LOOSE = 0.30;
const LEAST_WITH_FIGURES = 6;
const LEAST_WITHIN = 4;

interface Compared {
    figure: Published;
    travel: Travel | undefined;
    ours: number;
    /** Of what is printed, beyond its range: 0 within it. */
    off: number;
    isWithin: boolean;
}

export default proof({
    id: 'corridor-01',
    claim: 'ten pairs of the corridor beside what others printed, no link adjusted to a total',
    bar: `at least ${LEAST_WITH_FIGURES} pairs have a printed figure; lengths along the `
        + 'publisher\'s route within 8 % (rounded totals 10 %); hours and money of at least '
        + `${LEAST_WITHIN} pairs within 30 % of a printed figure`,
    kind: 'held', short: true,
    async measure({root}) {
        const router = new Router(networkFrom(join(root, 'corridors', 'pakistan', 'network')));
        const published = publishedFrom(join(root, 'proofs', 'corridor-01', 'published.csv'));
        const compared = published.map(figure => comparedWith(router, figure));
        const withFigures = pairs.filter(({id}) => compared.some(c => c.figure.pair === id));
        const lengths = compared.filter(c => c.figure.what === 'km');
        const loose = pairs.filter(({id}) => compared.some(c =>
            c.figure.pair === id && c.figure.what !== 'km'));
        const within = loose.filter(pair => isWithin(pair, compared));
        const good = lengths.filter(c => c.isWithin).length;
        return {
            value: `${withFigures.length} pairs, ${good} of ${lengths.length} lengths, hours and `
                + `money of ${within.length} of ${loose.length}`,
            holds: withFigures.length >= LEAST_WITH_FIGURES && good === lengths.length
                && within.length >= LEAST_WITHIN,
            notes: pairs.flatMap(pair => pairLines(router, pair, compared)),
        };
    },
});

function comparedWith(router: Router, figure: Published): Compared {
    const pair = pairs.find(({id}) => id === figure.pair)!;
    const travel = travelBy(router, figure.modes, [
        figure.from || pair.from, ...figure.route, figure.to || pair.to]);
    const ours = travel === undefined ? NaN
        : figure.what === 'km' ? travel.km : travel[figure.what].p50;
    const off = ours < figure.low ? ours / figure.low - 1
        : ours > figure.high ? ours / figure.high - 1 : 0;
    const most = figure.what !== 'km' ? OFF_LOOSE : figure.isRounded ? OFF_ROUNDED : OFF;
    return {figure, travel, ours, off, isWithin: Math.abs(off) <= most};
}

// Of each kind that is printed for the pair, one figure must be near.
function isWithin(pair: Pair, compared: readonly Compared[]): boolean {
    return (['hours', 'money'] as const).every(what => {
        const ofKind = compared.filter(({figure}) =>
            figure.pair === pair.id && figure.what === what);
        return ofKind.length === 0 || ofKind.some(c => c.isWithin);
    });
}

function pairLines(router: Router, pair: Pair, compared: readonly Compared[]): string[] {
    const own = compared.filter(({figure}) => figure.pair === pair.id);
    return [
        pair.id,
        ...pair.modes.map(modes => {
            const travel = travelBy(router, modes, [pair.from, pair.to]);
            return `  ${modes.join('+')}: ${travel ? travelText(travel) : 'not served'}`;
        }),
        ...(['km', 'hours', 'money'] as const).flatMap(what => {
            const ofKind = own.filter(({figure}) => figure.what === what);
            return ofKind.length === 0 ? [`  ${what}: none published`] : ofKind.flatMap(lines);
        }),
    ];
}

function travelText({km, hours, money}: Travel): string {
    return `${km.toFixed(0)} km; ${hours.p50.toFixed(0)} h (${hours.p10.toFixed(0)} to `
        + `${hours.p90.toFixed(0)}); ${money.p50.toFixed(0)} USD (${money.p10.toFixed(0)} to `
        + `${money.p90.toFixed(0)})`;
}

// A miss is told leg by leg, so that one can see where the two ways part.
function lines({figure, travel, ours, off, isWithin: isNear}: Compared): string[] {
    const {low, high, what, route, source, date, note} = figure;
    const printed = low === high ? `${low}` : `${low} to ${high}`;
    const by = route.length > 0 ? ` by ${route.join(', ')}` : '';
    return [
        `  ${what} printed ${printed}${figure.isRounded ? ' (rounded)' : ''}, ours ${
            ours.toFixed(0)}${by}: ${offText(off)}${isNear ? '' : ', MISS'}`,
        `      ${source} (${date})${note === '' ? '' : `; ${note}`}`,
        ...isNear || !travel ? [] : legLines(travel),
    ];
}

function offText(off: number): string {
    if (off === 0) return 'within it';
    return `${Math.abs(off * 100).toFixed(1)} % ${off < 0 ? 'below' : 'above'} it`;
}
