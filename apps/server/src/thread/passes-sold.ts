import type {Token} from '@karwan/journey';
import {soldPasses, type Setting} from '@karwan/tolling';
import {textArray} from '../array-literal.ts';
import {rowsOf, type Connection} from '../sql.ts';
import {Ahead} from './ahead.ts';
import {DUE, type DueRow} from './load-derived.ts';
import type {Span} from './spans.ts';

/** Who may have bought a pass or bring one back, and what stands of them for passes. */
interface PassesBefore {
    tokens: readonly Token[];
    dues: readonly DueRow[];
}

const duesForPasses = {
    name: 'thread-dues-for-passes',
    text: `select ${DUE} from due d
            where d.vehicle = any($1::text[]) and d.road = any($2::text[])`,
};

/**
 * What was charged for passes of the tokens that facts are about: it is decided anew with them.
 * Where a scheme sells none, nothing is asked.
 */
export async function passesBefore(
    connection: Connection, touched: readonly Span[], {scheme}: Setting, ahead = new Ahead(),
): Promise<PassesBefore> {
    const sold = soldPasses(scheme);
    const tokens = [...new Set(touched.map(span => span.of as Token))];
    if (sold.length === 0 || tokens.length === 0) return {tokens: [], dues: []};
    if (ahead.holdsAny(tokens)) await ahead.settled();
    const dues = await rowsOf<DueRow>(connection, duesForPasses,
        [textArray(tokens), textArray(sold.map(rule => rule.id))]);
    return {tokens, dues};
}
