import {given, TAKES, type Draft} from './draft.ts';

/** A scenario as its file says it: a line for each edit, at most fifteen for eleven of them. */
export function yamlOf({name, from, seed, drafts}: {
    name: string; from: string; seed: number | undefined; drafts: readonly Draft[];
}): string {
    return [
        `name: ${JSON.stringify(name)}`, `from: ${from}`,
        ...seed === undefined ? [] : [`seed: ${seed}`],
        ...drafts.length === 0 ? ['edits: []'] : ['edits:', ...drafts.map(editLine)], '',
    ].join('\n');
}

function editLine(draft: Draft): string {
    const fields = [`${draft.kind}: ${draft.of}`, ...TAKES[draft.kind].flatMap(key => {
        const value = given(draft, key);
        return value === undefined ? [] : [`${key}: ${value}`];
    })];
    return `    - {${fields.join(', ')}}`;
}

/** Longer than this nobody reads at one glance. */
export const MOST_LINES = 15;
