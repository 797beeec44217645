import {useNavigate, useSearch} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {useDay} from '../data/day.ts';
import {
    useCrossingsOn, useNetwork, useRoute, type CrossingsOn, type NetworkTold, type RouteTold,
    type Way,
} from '../data/network.ts';
import {Panel} from '../design/Panel.tsx';
import {Waiting} from '../design/Waiting.tsx';
import {useWords} from '../words/words.ts';
import {Asked} from './Asked.tsx';
import {Crossings} from './Crossings.tsx';
import {Known} from './Known.tsx';
import {Legs} from './Legs.tsx';
import {Projects} from './Projects.tsx';
import {RouteMap} from './RouteMap.tsx';
import {queryOf, type RouteSearch} from './search.ts';
import {SourceSheet} from './SourceSheet.tsx';
import {Ways} from './Ways.tsx';

/** What is asked of the network and what it answered. */
export interface RouteLooked {
    search: RouteSearch;
    told: RouteTold | undefined;
    /** The way that is looked at. */
    way: Way | undefined;
    shutOn: CrossingsOn | undefined;
    /** Asks anew with something changed; what was chosen of the old answer is let go. */
    ask(change: Partial<RouteSearch>): void;
    /** Looks at something else of the same answer. */
    look(change: Partial<RouteSearch>): void;
}

/** How does it get there, how long, how much, how sure; and what if a border shuts? */
export function RoutePage(): ReactNode {
    const {data: network, isError} = useNetwork();
    const {data: day} = useDay(undefined);
    const {t} = useWords();
    if (network === null) return <p className="note" role="status">{t('route.none')}</p>;
    if (!network || !day) return <Waiting isError={isError}/>;
    return <Looked network={network} today={day.today}/>;
}

function Looked({network, today}: {network: NetworkTold; today: string}): ReactNode {
    const search = useSearch({from: '/inside/route'});
    const navigate = useNavigate();
    const query = queryOf(search);
    const answer = useRoute(query);
    const {data: shutOn} = useCrossingsOn(search.leave ?? today);
    const told = query === undefined || answer.isError ? undefined : answer.data;
    const looked: RouteLooked = {
        search, told, way: told?.routes[(search.way ?? 1) - 1] ?? told?.routes[0], shutOn,
        ask: change => void navigate({
            to: '/route', search: before => ({
                ...before, way: undefined, leg: undefined, source: undefined, ...change,
            }),
        }),
        look: change => void navigate({
            to: '/route', search: before => ({...before, ...change}), replace: true,
        }),
    };
    return (
        <div className="route" aria-busy={answer.isFetching}>
            <Asked network={network} looked={looked}/>
            <div className="columns wide">
                <div className="column">
                    <RouteMap network={network} looked={looked}/>
                    {answer.isError ? <Refusal message={answer.error.message}/>
                        : <Ways network={network} looked={looked}/>}
                </div>
                <div className="column">
                    <Crossings network={network} looked={looked}/>
                    <Projects network={network} looked={looked}/>
                </div>
            </div>
            {told && looked.way && <Legs told={told} way={looked.way} looked={looked}/>}
            <Known network={network}/>
            <SourceSheet network={network} looked={looked}/>
        </div>
    );
}

function Refusal({message}: {message: string}): ReactNode {
    const {t} = useWords();
    return (
        <Panel title={t('route.ways')}>
            <p className="note abnormal" role="alert">{t('route.refused')}</p>
            <p className="note"><bdi lang="en" dir="ltr">{message}</bdi></p>
        </Panel>
    );
}
