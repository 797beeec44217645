import type {Token} from '@karwan/journey';
import type {Passage} from './passage.ts';

const FORM = /^(\S+)@(-?\d+)$/;

/** Passages of a story: `U1@0 U2@7`, point and minute; ids count from 1 unless told otherwise. */
export function storyPassages(text: string, firstId = 1): Passage[] {
    return text.split(' ').filter(Boolean).map((word, nth) => {
        const [, point, minute] = FORM.exec(word)!;
        return storyPassage({id: firstId + nth, point: point!, atMs: Number(minute) * 60_000});
    });
}

/** A passage of which only these things matter. */
export function storyPassage(known: Partial<Passage>): Passage {
    const id = known.id ?? 1;
    const point = known.point ?? 'U1';
    const kind = point.startsWith('in-') ? 'entry-tag'
        : point.startsWith('out-') ? 'exit' : 'gantry';
    return {
        id, kind, point, lane: 1, atMs: 0, tag: undefined, plate: undefined,
        confidence: undefined, measuredClass: undefined, detections: 1, readings: [id], ...known,
    };
}

/** A token of a story: `t1` is a tag, everything else a plate. */
export function storyToken(name: string): Token {
    return /^t\d/.test(name) ? `tag:${name}` : `plate:${name}`;
}
