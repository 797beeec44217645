import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Proof} from './proof.ts';

/**
 * A claim that needs eyes. Its proof is `proofs/seen/<id>.md`: under a heading with the date
 * (`## 2026-11-24`) what was tried, what stopped, what was mended. The newest date is its value.
 */
export function seen({id, claim, bar}: Pick<Proof, 'id' | 'claim' | 'bar'>): Proof {
    return {
        id, claim, bar, kind: 'seen',
        measure: ({root}) => {
            const path = join(root, 'proofs', 'seen', `${id}.md`);
            const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
            const dates = [...text.matchAll(/^## (\d{4}-\d{2}-\d{2})/gm)].map(match => match[1]!);
            const value = dates.sort().at(-1) ?? 'no note yet';
            return Promise.resolve({value, holds: null, notes: text.trim().split('\n')});
        },
    };
}
