import type {Scheme} from '@karwan/tolling';
import {counted} from './counted.ts';

/** What a database knows of a version whose files have been changed since. */
export interface Edited {
    /** The digest of the files that the version stood for. */
    digest: string;
    adoptedMs: number;
    /** Charges made under the version, and the last day of them. */
    charges: number;
    lastDay: string | null;
}

/** A scheme's files were changed and its version was not: nobody could say which priced what. */
export class EditedVersion extends Error {
    readonly edited: Edited;

    constructor(scheme: Scheme, edited: Edited) {
        super(editedText(scheme, edited));
        this.name = 'EditedVersion';
        this.edited = edited;
    }
}

/** What happened, and what to do. */
export function editedText({id, version, digest}: Scheme, edited: Edited): string {
    const since = new Date(edited.adoptedMs).toISOString().slice(0, 10);
    return [
        `the files of the scheme ${id} were changed, and its version is still ${version}:`,
        `    found     files ${digest.slice(0, 12)}`,
        `    expected  files ${edited.digest.slice(0, 12)}, which version ${version} stands for `
            + `since ${since}`,
        ...edited.charges > 0 ? chargedAdvice(edited) : [
            'Nothing has been charged under it, so the changed files may take their place:',
            `    karwan scheme replace ${id}        (or the folder that it lies in)`,
        ],
    ].join('\n');
}

function chargedAdvice({charges, lastDay}: Edited): string[] {
    return [
        `${counted(charges, 'charge was', 'charges were')} made under it, the last for ${lastDay}.`,
        'Write a new version in corridor.yaml. For a new price end the old row with its last_day',
        'and add a row with its own first_day; what was charged keeps the price it had. Or put the',
        'files back as they were.',
    ];
}
