import type {ReactNode} from 'react';

/** The corridor as a strip: chainage across, both directions. */
export function Strip(): ReactNode {
    return undefined;
}
