import type {Token} from '@karwan/journey';
import {usableTag, type Register} from '@karwan/tolling';
import {rowsOf, type Connection} from '../sql.ts';
import {wholeArray} from '../array-literal.ts';
import {registerOf, type FactRow} from '../thread/load.ts';
import {registerFrom} from '../thread/places.ts';

/** What the register says of a vehicle at one moment, as far as it is known. */
export interface Registered {
    tag: string;
    class: string;
    exemption: string;
}

/** The same moment by what was known at the first sighting, at the decision, and today. */
export interface KnownThen {
    atSighting: Registered;
    atDecision: Registered;
    today: Registered;
    /** True where facts that came later changed the answer. */
    isChanged: boolean;
}

export async function factsAbout(
    connection: Connection, vehicle: Token,
): Promise<FactRow[]> {
    return registerOf(connection, [vehicle], Number.MAX_SAFE_INTEGER);
}

/**
 * What was valid for a vehicle at a moment, and what of it was known when the vehicle was first
 * seen (`seenSeq`) and when the decision was made (`decidedSeq`): later facts had not come yet.
 */
export function knownThen(
    facts: readonly FactRow[], vehicle: Token, atMs: number, seenSeq: number, decidedSeq: number,
): KnownThen {
    const upTo = (seq: number): Registered => registered(
        registerFrom(facts.filter(fact => fact.seq <= seq)), vehicle, atMs, facts);
    const [atSighting, atDecision, today] = [seenSeq, decidedSeq, Infinity].map(upTo);
    const isChanged = [atSighting!, atDecision!].some(each =>
        each.tag !== today!.tag || each.class !== today!.class
        || each.exemption !== today!.exemption);
    return {atSighting: atSighting!, atDecision: atDecision!, today: today!, isChanged};
}

function registered(
    register: Register, vehicle: Token, atMs: number, facts: readonly FactRow[],
): Registered {
    const said = (seq: number | undefined): string => {
        const fact = facts.find(each => each.seq === seq);
        return fact ? ` (${fact.id})` : '';
    };
    const usable = usableTag(vehicle, atMs, register);
    const declared = register.classOf(vehicle, atMs);
    const exemption = register.exemptionOf(vehicle, atMs);
    const status = usable.use === 'none' ? undefined : register.statusOf(usable.tag, atMs);
    return {
        tag: usable.use === 'none' ? 'none'
            : `${usable.tag} ${usable.use}${status ? `, ${status.reason}` : ''}`
                + said(usable.basis.at(-1)),
        class: declared ? declared.class + said(declared.seq) : 'not declared',
        exemption: exemption ? exemption.reason + said(exemption.seq) : 'none',
    };
}

/** The ids of facts by their place in the log. */
export async function factIds(
    connection: Connection, seqs: readonly number[],
): Promise<Map<number, string>> {
    if (seqs.length === 0) return new Map();
    const rows = await rowsOf<{seq: number; id: string}>(connection, {
        name: 'explain-facts', text: 'select seq, id from fact where seq = any($1::bigint[])',
    }, [wholeArray(seqs)]);
    return new Map(rows.map(row => [row.seq, row.id]));
}
