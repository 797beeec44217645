import type {EditKind, EditTold} from '../data/plan.ts';

/** An edit as a page changes it. */
export interface Draft {
    kind: EditKind;
    of: string;
    days?: string;
    mode?: string;
    factor?: string;
    to?: string;
    capital?: string;
    first?: string;
    years?: string;
    owner?: string;
}

export const KINDS: readonly EditKind[] = ['open', 'shut', 'build', 'reprice', 'restore'];

/** What each kind takes, in the order of a line. */
export const TAKES = {
    open: ['mode'], shut: ['days', 'mode'], build: ['capital', 'first', 'years', 'owner'],
    reprice: ['factor'], restore: ['to', 'capital', 'first', 'years', 'owner'],
} as const satisfies Record<EditKind, readonly (keyof Draft)[]>;

export type DraftKey = (typeof TAKES)[EditKind][number];

const NONE = 'none';

/** The edits of an address; a word that is no edit is left out. */
export function draftsOf(text: string): Draft[] {
    if (text === NONE) return [];
    return text.split(';').flatMap(each => {
        const [kind, of, ...rest] = each.split(':');
        const known = KINDS.find(name => name === kind);
        if (!known || of === undefined) return [];
        const fields = rest.map(field => field.split('=') as [string, string])
            .filter(([key, value]) =>
                value !== undefined && (TAKES[known] as readonly string[]).includes(key));
        return [{kind: known, of, ...Object.fromEntries(fields)}];
    });
}

export function draftsText(drafts: readonly Draft[]): string {
    return drafts.map(draft => [draft.kind, draft.of,
        ...TAKES[draft.kind].flatMap(key => given(draft, key) === undefined ? []
            : [`${key}=${given(draft, key)}`])].join(':')).join(';') || NONE;
}

/** What an edit says of one thing that its kind takes; undefined where it says nothing. */
export function given(draft: Draft, key: DraftKey): string | undefined {
    const value = draft[key];
    return value === undefined || value === '' ? undefined : value;
}

export function draftFrom(edit: EditTold): Draft {
    const draft: Draft = {kind: edit.kind, of: edit.of};
    for (const key of TAKES[edit.kind]) {
        const value = edit[key];
        if (value !== null && !(key === 'days' && value === 365)) draft[key] = String(value);
    }
    return draft;
}
