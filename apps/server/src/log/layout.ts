import type {Plate, Token} from '@karwan/journey';
import type {Arrivals, Outcome} from '../arrivals.ts';
import type {ReadingRow, Refused} from '../door.ts';
import type {FactRow} from '../door/fact.ts';
import {saidBefore, type StoredFacts} from './facts.ts';

/** Something at its place: `nth` counts from 0 behind the head. */
interface Placed {
    nth: number;
}

export interface PlacedReading extends Placed {
    row: ReadingRow;
    place: string;
    /** Which of the arrivals it was. */
    index: number;
}

export interface PlacedRefusal extends Placed {
    refusal: Refused<string>;
    place: string;
    receivedMs: number;
}

export interface PlacedFact extends Placed {
    row: FactRow;
    receivedMs: number;
}

/** Arrivals sorted into their tables, each with its place in the log. */
export interface Layout {
    /** Places that are taken. */
    count: number;
    readings: PlacedReading[];
    refused: PlacedRefusal[];
    facts: PlacedFact[];
    /** The latest heartbeat of each device; heartbeats have no place. */
    heartbeats: Map<string, {deviceMs: number; receivedMs: number}>;
    plates: Map<Token, Plate>;
    /** One for each arrival; a reading that repeats is known when it was inserted. */
    outcomes: Outcome[];
}

const ACCEPTED: Outcome = {answer: 'accepted', refusal: undefined};
export const REPEATED: Outcome = {answer: 'repeated', refusal: undefined};

/** Lays arrivals out in their order; facts that were said before take no place. */
export function layoutOf({items}: Arrivals, stored: StoredFacts): Layout {
    const layout: Layout = {
        count: 0, readings: [], refused: [], facts: [], heartbeats: new Map(), plates: new Map(),
        outcomes: [],
    };
    items.forEach(({judged, place, receivedMs}, index) => {
        switch (judged.kind) {
            case 'reading': {
                const {row, plate} = judged;
                layout.readings.push({nth: layout.count++, row, place, index});
                if (plate) layout.plates.set(row.plate!, plate);
                layout.outcomes.push(ACCEPTED);
                break;
            }
            case 'heartbeat':
                beat(layout, judged.device, judged.deviceMs, receivedMs);
                break;
            case 'refused': refuse(layout, judged, place, receivedMs); break;
            case 'fact': {
                const before = saidBefore(judged, stored);
                if (before === 'repeated') layout.outcomes.push(REPEATED);
                else if (before) refuse(layout, before, place, receivedMs);
                else {
                    for (const row of judged.rows) {
                        layout.facts.push({nth: layout.count++, row, receivedMs});
                    }
                    if (judged.plate) layout.plates.set(judged.token!, judged.plate);
                    layout.outcomes.push(ACCEPTED);
                }
                break;
            }
        }
    });
    return layout;
}

function refuse(
    layout: Layout, refusal: Refused<string>, place: string, receivedMs: number,
): void {
    layout.refused.push({nth: layout.count++, refusal, place, receivedMs});
    layout.outcomes.push({answer: refusal.answer as Outcome['answer'], refusal});
}

function beat(layout: Layout, device: string, deviceMs: number, receivedMs: number): void {
    const last = layout.heartbeats.get(device)?.deviceMs ?? -Infinity;
    if (deviceMs > last) layout.heartbeats.set(device, {deviceMs, receivedMs});
    layout.outcomes.push(ACCEPTED);
}
