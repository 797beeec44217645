import {counted} from '../counted.ts';
import type {Repriced} from './earlier-dues.ts';

const MOST_TOLD = 20;

/** Whose price was changed and what to do, as lines; none where no price was. */
export function repricedLines(repriced: readonly Repriced[], atHand: string): string[] {
    if (repriced.length === 0) return [];
    const versions = [...new Set(repriced.map(({version}) => version))];
    return [
        ...repriced.slice(0, MOST_TOLD).map(({day, version, count, found, expected}) =>
            `the price of ${day} is another one in version ${atHand}: ${counted(count, 'charge')} `
                + `made under version ${version}, ${found} in all, would be ${expected}`),
        ...repriced.length > MOST_TOLD
            ? [`and so on ${counted(repriced.length - MOST_TOLD, 'more day')}`] : [],
        'If that was not meant: in a new version give the old row its amount back and end it with '
            + 'its last_day;',
        'the new amount stands in a row with its own first_day. If it was, what was charged is '
            + 'rated anew by',
        ...versions.map(version => `    karwan rerate --from ${version} --dry-run        (and `
            + 'without --dry-run, to adopt it)'),
    ];
}
