import {useRef, type RefObject} from 'react';
import {useKey} from '../shell/keys.ts';

/** A field that a key goes to. */
export function useFocusKey<Field extends HTMLElement>(
    keys: string, told: string,
): RefObject<Field | null> {
    const field = useRef<Field>(null);
    useKey(keys, told, () => field.current?.focus());
    return field;
}
