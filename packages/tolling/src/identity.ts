import type {Token} from '@karwan/journey';
import type {Passage} from './passage.ts';
import type {Register} from './register.ts';
import type {Rules} from './scheme.ts';

/** By which evidence a passage was given to a vehicle. */
export type IdentifiedBy =
    | 'tag-and-plate'
    | 'tag'
    | 'plate'
    /** Tag and plate name two vehicles, and the camera's word counts. */
    | 'plate-against-tag'
    /** The plate names nobody who is registered, or is too unsure: the tag's word counts. */
    | 'tag-against-plate'
    | 'unregistered-tag'
    | 'review'
    | 'nobody';

/** What a person has to look at. Those that hold back are charged to nobody until then. */
export const doubts = {
    'nobody-identified': {holdsBack: true},
    'plate-too-unsure': {holdsBack: true},
    'tag-not-registered': {holdsBack: true},
    'tag-and-plate-differ': {holdsBack: false},
} as const;
export type Doubt = keyof typeof doubts;

/** Whose passage it was. */
export interface Identity {
    vehicle: Token | undefined;
    by: IdentifiedBy;
    doubt: Doubt | undefined;
    /** Places in the log of the register facts that this rests on. */
    basis: readonly number[];
}

/**
 * The vehicle of a passage, by what was registered at its moment. A vehicle is named by its plate's
 * token, one registered without a plate by its tag's. A plate is bolted to the vehicle and a tag
 * is not, so where both are sure and differ the plate's vehicle is charged, and a person looks.
 */
export function identityOf(passage: Passage, register: Register, rules: Rules): Identity {
    const {tag, plate, atMs} = passage;
    const carriage = tag && register.carriageOf(tag, atMs);
    const registered = tag && register.registrationOf(tag, atMs);
    const byTag = registered && (carriage?.plate ?? tag);
    const basis = registered ? [registered.seq] : [];
    const isSure = plate !== undefined && (passage.confidence ?? 1) >= rules.leastPlateConfidence;

    if (byTag && !plate) return {vehicle: byTag, by: 'tag', doubt: undefined, basis};
    if (byTag && plate === byTag) {
        return {vehicle: byTag, by: 'tag-and-plate', doubt: undefined, basis};
    }
    if (byTag && plate) {
        const other = carriage && isSure && register.registrationOf(plate, atMs);
        return other
            ? {vehicle: plate, by: 'plate-against-tag', doubt: 'tag-and-plate-differ',
                basis: [...basis, other.seq]}
            : {vehicle: byTag, by: 'tag-against-plate', doubt: undefined, basis};
    }
    if (plate && isSure) return {vehicle: plate, by: 'plate', doubt: undefined, basis};
    if (tag && rules.unregisteredTag === 'charge') {
        return {vehicle: tag, by: 'unregistered-tag', doubt: undefined, basis};
    }
    return nobody(plate ? 'plate-too-unsure' : tag ? 'tag-not-registered' : 'nobody-identified');
}

function nobody(doubt: Doubt): Identity {
    return {vehicle: undefined, by: 'nobody', doubt, basis: []};
}
