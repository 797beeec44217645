import type {ReactNode} from 'react';
import {useWords} from '../words/words.ts';

/** What stands where figures will: that they were asked for, or could not be had. */
export function Waiting({isError}: {isError: boolean}): ReactNode {
    const {t} = useWords();
    return <p className="note" role="status">{t(isError ? 'failed' : 'loading')}</p>;
}
