import type {ReactNode} from 'react';
import {useWords} from '../words/words.ts';

/** An amount with what is below the unit set back; it reads left to right in every language. */
export function Money({of, currency}: {of: string; currency?: string | undefined}): ReactNode {
    const {money} = useWords();
    const text = money(of);
    const minorLength = (of.split('.')[1]?.length ?? -1) + 1;
    const units = text.slice(0, text.length - minorLength);
    const minor = text.slice(text.length - minorLength);
    return (
        <bdi className="figure">
            {currency === undefined ? '' : `${currency} `}{units}<span className="minor">{minor}</span>
        </bdi>
    );
}
