import {useNavigate, useSearch} from '@tanstack/react-router';
import {Suspense, type ReactNode} from 'react';
import {usePromised, type PromisedRow, type PromisedTold} from '../data/promised.ts';
import {Waiting} from '../design/Waiting.tsx';
import {FigureSource} from './FigureSource.tsx';
import {Pledges} from './Pledges.tsx';
import style from './promised.page.css';
import {PromisedTable} from './PromisedTable.tsx';
import {rowsShown} from './rows.ts';
import type {PromisedSearch} from './search.ts';
import {usePromisedWords} from './use-promised-words.ts';

/** What each part of the page needs. */
export interface PromisedLooked {
    search: PromisedSearch;
    rows: readonly PromisedRow[];
    /** Changes what is looked at. */
    look(change: Partial<PromisedSearch>): void;
}

/** What was promised, what a plan says, and what was measured: each with its evidence. */
export function PromisedPage(): ReactNode {
    return (
        <>
            <link rel="stylesheet" href={style} precedence="page"/>
            <Suspense fallback={<Waiting isError={false}/>}><Asked/></Suspense>
        </>
    );
}

function Asked(): ReactNode {
    const {t} = usePromisedWords();
    const {data: told, isError} = usePromised();
    if (told === null) return <p className="note" role="status">{t('promised.none')}</p>;
    return told ? <Looked told={told}/> : <Waiting isError={isError}/>;
}

function Looked({told}: {told: PromisedTold}): ReactNode {
    const words = usePromisedWords();
    const search = useSearch({from: '/inside/promised'});
    const navigate = useNavigate();
    const looked: PromisedLooked = {
        search, rows: rowsShown(told, search, words),
        look: change => void navigate({
            to: '/promised', search: {...search, ...change}, replace: true,
        }),
    };
    return (
        <div className="promised">
            <Pledges told={told} looked={looked}/>
            <PromisedTable told={told} looked={looked}/>
            <FigureSource told={told} looked={looked}/>
        </div>
    );
}
