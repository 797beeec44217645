import type {ReactNode} from 'react';
import type {TroubleKind} from '../data/health.ts';
import {useWords} from '../words/words.ts';

/** A shape for each kind of trouble, so that colour never says it alone. */
export const SHAPES: Readonly<Record<TroubleKind, {path: string; isGrave: boolean}>> = {
    'silent': {path: 'M-4-4H4V4H-4Z M-2-2L2 2 M2-2L-2 2', isGrave: true},
    'losing': {path: 'M0-5L5 4H-5Z', isGrave: true},
    'clock': {path: 'M0-5A5 5 0 1 1-.01-5Z M0-3V0H2.5', isGrave: false},
    'misplaced': {path: 'M0-5L5 0L0 5L-5 0Z', isGrave: false},
    'slow-section': {path: 'M-5-3H5 M-5 0H5 M-5 3H5', isGrave: false},
};

/** A kind of trouble as its shape and its word. */
export function Mark({kind}: {kind: TroubleKind}): ReactNode {
    const {t} = useWords();
    const {path, isGrave} = SHAPES[kind];
    return (
        <span className={isGrave ? 'mark grave' : 'mark'}>
            <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden><path d={path}/></svg>
            {t(`trouble.${kind}`)}
        </span>
    );
}
