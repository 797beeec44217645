import {Link, Navigate, Outlet, useNavigate} from '@tanstack/react-router';
import {useEffect, useState, type ReactNode} from 'react';
import {useDay} from '../data/day.ts';
import {usePerson} from '../data/person.ts';
import {PAGES} from '../pages.ts';
import {useWords} from '../words/words.ts';
import {Choices} from './Choices.tsx';
import {Find} from './Find.tsx';
import {KeyList} from './KeyList.tsx';
import {useKey} from './keys.ts';
import {LineSign, useAge} from './LineSign.tsx';
import {useSetting} from './setting.ts';

type Opened = 'find' | 'keys' | undefined;

/** What stands behind the door; who has no session is sent to it. */
export function Shell(): ReactNode {
    const {data: person} = usePerson();
    if (person === null) return <Navigate to="/sign-in"/>;
    return person && <Around/>;
}

/** What stands around every page: where we are, how the line is, and the ways to elsewhere. */
function Around(): ReactNode {
    const {t} = useWords();
    const {line} = useSetting();
    useEffect(() => line.open(), [line]);
    const [opened, open] = useState<Opened>();
    const {isStale} = useAge();
    const close = (): void => open(undefined);
    useKey('?', t('keys.show'), () => open('keys'), 'everywhere');
    useKey('Ctrl+k', t('keys.find'), () => open('find'), 'everywhere');
    useKey('/', t('keys.find'), () => open('find'), 'everywhere');
    return (
        <div className="shell" data-stale={isStale || undefined}>
            <header className="bar">
                <h1>{t('app.name')}</h1>
                <Navigation/>
                <span className="grow"/>
                <Choices onKeys={() => open('keys')} onFind={() => open('find')}/>
                <div className="state">
                    <Told/>
                    <span className="grow"/>
                    <LineSign/>
                </div>
            </header>
            <main><Outlet/></main>
            {opened === 'find' && <Find onClose={close}/>}
            {opened === 'keys' && <KeyList onClose={close}/>}
        </div>
    );
}

function Navigation(): ReactNode {
    const {t} = useWords();
    const {data} = useDay(undefined);
    // Only a simulated world is broken on purpose.
    const pages = PAGES.filter(({to}) => to !== '/try' || typeof data?.simulatedSpeed === 'number');
    return (
        <nav aria-label={t('nav.pages')}>
            <ul>
                {pages.map(page => (
                    <li key={page.to}>
                        <Link to={page.to} activeOptions={{exact: true, includeSearch: false}}>
                            {t(page.word)}
                        </Link>
                        <GoKey {...page}/>
                    </li>
                ))}
            </ul>
        </nav>
    );
}

function GoKey({to, word, keys}: (typeof PAGES)[number]): ReactNode {
    const {t} = useWords();
    const navigate = useNavigate();
    useKey(keys, t('keys.go', {page: t(word)}), () => void navigate({to}), 'everywhere');
    return undefined;
}

// Which corridor, that its vehicles are simulated, and how well today's money is known.
function Told(): ReactNode {
    const {t, percent} = useWords();
    const {data} = useDay(undefined);
    if (!data) return undefined;
    const {byStatus} = data.shares;
    const sum = Object.values(byStatus).reduce((all, money) => all + Number(money), 0);
    const share = (status: keyof typeof byStatus): string =>
        percent(sum === 0 ? 0 : Number(byStatus[status]) / sum);
    return (
        <>
            <span className="place">{data.corridor.name}</span>
            {data.simulatedSpeed !== null && (
                <strong className="simulated"
                    title={t('app.simulated.why', {speed: data.simulatedSpeed})}>
                    {t('app.simulated')}
                </strong>
            )}
            {sum > 0 && (
                <span className="known figure" title={t('app.known.why')}>
                    {t('app.known', {
                        published: share('published'), estimated: share('estimated'),
                        assumed: share('assumed'),
                    })}
                </span>
            )}
        </>
    );
}
