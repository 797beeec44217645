import {moneyText, parseMoney, type Currency} from '@karwan/base';
import {expectedLossMinor, tripsWorthALook} from '@karwan/tolling';
import {grouped} from '../counted.ts';
import {tripsThatMayBeWrong, type ChargedTrip} from '../review/trips.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {readSession} from './read-session.ts';

type Options = Record<string, unknown>;

/**
 * Trips whose cut is in doubt for more money than a look costs. Exits: `done`, `wrong-usage`,
 * `not-found`.
 */
export function listTrips(options: Options): Promise<Said> {
    const option = (name: string) => options[name] as string | undefined;
    const most = Number(option('most'));
    if (!Number.isSafeInteger(most) || most < 1) {
        throw new Stop('wrong-usage', `found --most ${option('most')}, expected a count`);
    }
    return readSession(option('scheme'), async ({pool, setting: {scheme, zone}}) => {
        const {currency} = scheme.corridor;
        const lookMinor = lookFrom(option('lookCosts')!, currency);
        const found = await tripsThatMayBeWrong(pool, option('day'), lookMinor);
        const trips = tripsWorthALook(found, lookMinor);
        const shown = trips.slice(0, most);
        return {
            json: {
                trips: shown.map(trip => tripAsJson(trip, currency)),
                all: trips.length, lookCosts: moneyText(lookMinor, currency),
            },
            text: listText(shown, trips.length, currency, ms => zone.text(ms)),
        };
    });
}

function lookFrom(text: string, currency: Currency): bigint {
    const minor = parseMoney(text, currency);
    if (minor !== undefined && minor >= 0n) return minor;
    throw new Stop('wrong-usage', `found --look-costs ${text}, expected money such as 20.00`);
}

function tripAsJson(trip: ChargedTrip, currency: Currency): object {
    const {chargedMinor, ...rest} = trip;
    return {
        ...rest, charged: moneyText(chargedMinor, currency),
        expectedLoss: moneyText(expectedLossMinor(trip), currency),
    };
}

function listText(
    trips: readonly ChargedTrip[], all: number, currency: Currency,
    timeText: (ms: number) => string,
): string {
    if (trips.length === 0) return 'No trip is in doubt for more than a look costs.';
    const money = (minor: bigint) => moneyText(minor, currency).padStart(10);
    return [
        `  expected  of charged  sure    trip   (${currency.code})`,
        ...trips.map(trip => `${money(expectedLossMinor(trip))}  ${money(trip.chargedMinor)}  `
            + `${trip.sure.toFixed(4)}  ${trip.id}  ${trip.vehicle}  ${timeText(trip.fromMs)}`),
        ...all > trips.length ? [`and ${grouped(all - trips.length)} more: --most ${all}`] : [],
        '', `karwan explain ${trips[0]!.id}`,
    ].join('\n');
}
