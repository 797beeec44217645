import type {Token} from '@karwan/journey';
import {candidateOf, choices, type Setting} from '@karwan/tolling';
import {factsAbout, knownThen, type Registered} from '../explain/register.ts';
import {vehiclesOf} from '../explain/load.ts';
import type {SeenPassage} from '../explain/sightings.ts';
import {rowsOf, type Connection} from '../sql.ts';
import type {Vault} from '../vault.ts';
import {whoIsBeside} from './beside.ts';
import type {Item} from './items.ts';
import {neighboursOf, whoFits, type Neighbour} from './neighbours.ts';
import {platesApart, platesOf} from './plates.ts';

/** One decision that lies near, with what speaks for it. */
export interface Offer {
    as: 'accept' | 'assign' | 'reclass';
    token: Token | null;
    class: string | null;
    /**
     * From where it comes: a reading of this passage, or a trip with a gap just here or an
     * edge just beside. */
    from: 'plate' | 'tag' | 'gap' | 'beside' | 'declared' | 'measured';
    /** What the camera said of its reading; null where nobody said how sure it is. */
    sure: number | null;
    /** How far from the time of a steady drive between its neighbours; null without both. */
    offMs: number | null;
    registered: Registered | null;
    /** Where this vehicle was seen around the time. */
    neighbours: Neighbour[];
}

const MOST = 4;
/** From so many letters apart on plates are no more alike than any two. */
const LIKE = 4;

/** The decisions that lie near, the likeliest first. */
export async function offersFor(
    connection: Connection, item: Item, passage: SeenPassage, setting: Setting, vault: Vault,
): Promise<Offer[]> {
    if (item.reason === 'class-differs' || item.reason === 'no-tariff') {
        return classOffers(connection, item, passage, setting);
    }
    // What passed the other gantry is not to be told from this passage.
    if (item.reason === 'missed-beside') return [];
    const read = readBy(item, passage);
    const gaps = await whoFits(connection, passage, setting, MOST);
    const beside = await whoIsBeside(connection, passage, setting);
    const known = new Set<string>(read.map(each => each.token));
    const unread = [
        ...gaps.map(token => ({token, from: 'gap' as const, sure: null})),
        ...beside.filter(token => !gaps.includes(token))
            .map(token => ({token, from: 'beside' as const, sure: null})),
    ].filter(each => !known.has(each.token));
    const all = [...read, ...await likestFirst(connection, vault, item, unread)];
    const offers: Offer[] = [];
    for (const {token, from, sure} of all.slice(0, MOST)) {
        offers.push(await offerOf(connection, item, passage, setting, {token, from, sure}));
    }
    return offers;
}

type Read = Pick<Offer, 'from' | 'sure'> & {token: Token};

// A plate that was misread differs in a letter or two from the right one.
async function likestFirst(
    connection: Connection, vault: Vault, {plate}: Item, found: readonly Read[],
): Promise<Read[]> {
    if (!plate || found.length === 0) return [...found];
    const plates = await platesOf(connection, vault, [plate, ...found.map(each => each.token)]);
    const read = plates.get(plate);
    const apart = ({token}: Read): number => {
        const other = plates.get(token);
        return read && other ? platesApart(read, other) : Infinity;
    };
    return found.toSorted((a, b) => Math.min(apart(a), LIKE) - Math.min(apart(b), LIKE));
}

// What the readings of this passage name: the plate, and whom the tag belongs to.
function readBy({tag, plate}: Item, {readings}: SeenPassage): Read[] {
    const seen = readings.find(reading => reading.plate === plate);
    return [
        ...plate ? [{token: plate, from: 'plate' as const, sure: seen?.confidence ?? null}] : [],
        ...tag ? [{token: tag, from: 'tag' as const, sure: null}] : [],
    ];
}

async function offerOf(
    connection: Connection, item: Item, passage: SeenPassage, setting: Setting,
    {token, from, sure}: Read,
): Promise<Offer> {
    const isCandidate = token === candidateOf({
        reason: item.reason, vehicle: item.vehicle ?? undefined, tag: item.tag ?? undefined,
        plate: item.plate ?? undefined,
    });
    const isAccepted = isCandidate && choices[item.reason].includes('accept');
    const vehicle = await carrierOf(connection, token);
    const {neighbours, offMs} = await neighboursOf(connection, vehicle, passage, setting);
    return {
        as: isAccepted ? 'accept' : 'assign', token, class: null, from, sure, offMs,
        registered: await registeredOf(connection, vehicle, passage.atMs), neighbours,
    };
}

async function carrierOf(connection: Connection, token: Token): Promise<Token> {
    const vehicles = await vehiclesOf(connection, token);
    return vehicles.findLast(each => each !== token) ?? token;
}

async function registeredOf(
    connection: Connection, vehicle: Token, atMs: number,
): Promise<Registered> {
    const facts = await factsAbout(connection, vehicle);
    return knownThen(facts, vehicle, atMs, Infinity, Infinity).today;
}

const classMeasured = {
    name: 'review-measured', text: 'select measured_class from passage where id = $1',
};

// Here it is known whose passage it is, and asked as what.
async function classOffers(
    connection: Connection, item: Item, passage: SeenPassage, setting: Setting,
): Promise<Offer[]> {
    const vehicle = passage.vehicle as Token | null;
    if (vehicle === null) return [];
    const [row] = await rowsOf<{measured_class: string | null}>(
        connection, classMeasured, [item.passage]);
    const {neighbours, offMs} = await neighboursOf(connection, vehicle, passage, setting);
    const registered = await registeredOf(connection, vehicle, passage.atMs);
    const common = {token: vehicle, sure: null, offMs, registered, neighbours};
    const allowed = choices[item.reason];
    return [
        ...allowed.includes('accept') ? [{
            ...common, as: 'accept' as const, class: registered.class, from: 'declared' as const,
        }] : [],
        ...allowed.includes('reclass') && row?.measured_class ? [{
            ...common, as: 'reclass' as const, class: row.measured_class,
            from: 'measured' as const,
        }] : [],
    ];
}
