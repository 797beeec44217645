import {tagToken, type Plate, type Token} from '@karwan/journey';
import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {normalPlate} from '../plate.ts';
import {explainCharge, type ChargeExplained} from './charge.ts';
import {chargeText} from './charge-text.ts';
import {explainUnregistered, unregisteredText, type Unregistered} from './unregistered.ts';
import {
    explainToken, explainTrip, tokenText, tripText, type TokenExplained, type TripExplained,
} from './vehicle.ts';

/** What was asked about, explained; undefined where there is nothing of that name. */
export type Explained =
    | {about: 'charge'; charge: ChargeExplained}
    | {about: 'trip'; trip: TripExplained}
    | {about: 'token'; token: TokenExplained}
    | {about: 'unregistered'; tag: Unregistered}
    | undefined;

/** `PK-PB LEA 1234`: a jurisdiction and a serial. */
const PLATE = /^([A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?)[ :/]+(.+)$/;

/**
 * Explains whatever a person has in hand: a charge (`123/M-2`), a trip (`123`), a token
 * (`tag:…`, `plate:…`), a tag as it is printed, or a plate with its jurisdiction, which becomes a
 * token before anything is asked and is printed nowhere.
 */
export async function explain(
    client: pg.ClientBase, asked: string, setting: Setting, tokenOf: (plate: Plate) => Token,
): Promise<Explained> {
    const text = asked.trim();
    if (/^\d{1,15}\/./.test(text)) {
        const charge = await explainCharge(client, text, setting);
        return charge && {about: 'charge', charge};
    }
    if (/^\d{1,15}$/.test(text)) {
        const trip = await explainTrip(client, Number(text), setting);
        if (trip) return {about: 'trip', trip};
    }
    const named = tokenFrom(text, tokenOf);
    const token = await explainToken(client, named, setting);
    if (token) return {about: 'token', token};
    const tag = await explainUnregistered(client, named);
    return tag && {about: 'unregistered', tag};
}

/** The token that a text stands for. */
export function tokenFrom(text: string, tokenOf: (plate: Plate) => Token): Token {
    if (/^(tag|plate):/.test(text)) return text as Token;
    const plate = findPlate(text);
    return plate ? tokenOf(plate) : tagToken(text);
}

/** The plate that a text is; undefined where it is none. Who asks by one must say why. */
export function findPlate(asked: string): Plate | undefined {
    const text = asked.trim();
    if (/^(tag|plate):/.test(text) || /^\d{1,15}(\/.|$)/.test(text)) return undefined;
    const [, jurisdiction, serial] = PLATE.exec(text) ?? [];
    return jurisdiction && serial ? normalPlate({jurisdiction, serial}) : undefined;
}

/** The same as text, on one screen. */
export function explainedText(explained: NonNullable<Explained>): string {
    switch (explained.about) {
        case 'charge': return chargeText(explained.charge);
        case 'trip': return tripText(explained.trip);
        case 'token': return tokenText(explained.token);
        case 'unregistered': return unregisteredText(explained.tag);
    }
}
