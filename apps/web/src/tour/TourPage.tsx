import {useQuery} from '@tanstack/react-query';
import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Panel} from '../design/Panel.tsx';
import {Waiting} from '../design/Waiting.tsx';
import {useWords, type Language} from '../words/words.ts';
import type {Stop} from './stop.ts';

const tours: Readonly<Record<Language['id'], () => Promise<{stops: readonly Stop[]}>>> = {
    en: () => import('./en.ts'), ur: () => import('./ur.ts'), ru: () => import('./ru.ts'),
};

/** The console in three minutes, for a shift lead. */
export function TourPage(): ReactNode {
    const {t, language} = useWords();
    const {data, isError} = useQuery({
        queryKey: ['tour', language.id], queryFn: () => tours[language.id](), staleTime: Infinity,
    });
    if (!data) return <Waiting isError={isError}/>;
    return (
        <Panel title={t('tour.title')}>
            <ol className="tour">
                {data.stops.map(({to, title, text}) => (
                    <li key={title}>
                        <h3><Link className="link" to={to}>{title}</Link></h3>
                        <p>{text}</p>
                    </li>
                ))}
            </ol>
        </Panel>
    );
}
