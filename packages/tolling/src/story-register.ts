import type {Correction, RegisterFact} from '@karwan/journey';
import {storyToken} from './story-passage.ts';

/**
 * Register facts of a story, one a word or two, in the order recorded and numbered from 1: `t1>p1`
 * the tag t1 is fitted to p1, `p1=truck` the class, `t1:blocked`, `t1:active`, `p1:exempt`,
 * `p1:liable`, `p1*month` a pass, `p1/month` it taken back, `p1!exempt` of its charge 7/coast;
 * behind it from when and until when it holds: `t1>p1 10..20`, `10..`, `..20`.
 */
export function storyFacts(text: string): RegisterFact[] {
    return text.split(',').map(part => part.trim()).filter(Boolean).map((part, nth) => {
        const [said, span = '..'] = part.split(' ');
        const [from, to] = span.split('..');
        const known = {
            seq: nth + 1,
            validFromMs: from ? Number(from) : 0,
            validToMs: to ? Number(to) : Infinity,
        };
        return {...known, ...saidIn(said!)};
    });
}

type Said = RegisterFact extends infer F
    ? F extends RegisterFact ? Omit<F, 'seq' | 'validFromMs' | 'validToMs'> : never : never;

function saidIn(said: string): Said {
    const [, subject, sign, rest] = /^(\w+)([>=:*!/])([\w-]+)$/.exec(said)!;
    const token = storyToken(subject!);
    if (sign === '>') return {kind: 'carriage', tag: token, plate: storyToken(rest!)};
    if (sign === '*' || sign === '/') {
        return {kind: 'pass', token, pass: rest!, class: undefined, isBought: sign === '*'};
    }
    if (sign === '!') {
        return {
            kind: 'correction', token, window: '7/coast', reason: 'story',
            correction: rest as Correction['correction'],
            amountMinor: rest === 'reprice' ? 7n : undefined,
        };
    }
    if (sign === '=') return {kind: 'class', token, class: rest!};
    if (rest === 'exempt' || rest === 'liable') {
        return {kind: 'exemption', token, reason: 'story', isExempt: rest === 'exempt'};
    }
    return {
        kind: 'status', token, status: rest === 'blocked' ? 'blocked' : 'active', reason: 'story',
    };
}
