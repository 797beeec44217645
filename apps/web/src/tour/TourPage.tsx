import {useQuery} from '@tanstack/react-query';
import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Panel} from '../design/Panel.tsx';
import {Waiting} from '../design/Waiting.tsx';
import {useWords, type Language} from '../words/words.ts';
import type {Stop} from './stop.ts';

// About 300 words in each language.
const tours = {
    en: () => import('./en.json'), ur: () => import('./ur.json'), ru: () => import('./ru.json'),
} satisfies Record<Language['id'], unknown>;

/** The console in three minutes, for a shift lead. */
export function TourPage(): ReactNode {
    const {t, language} = useWords();
    const {data, isError} = useQuery({
        queryKey: ['tour', language.id], staleTime: Infinity,
        queryFn: async () => (await tours[language.id]()).default as readonly Stop[],
    });
    if (!data) return <Waiting isError={isError}/>;
    return (
        <Panel title={t('tour.title')}>
            <ol className="tour">
                {data.map(({to, title, text}) => (
                    <li key={title}>
                        <h3><Link className="link" to={to}>{title}</Link></h3>
                        <p>{text}</p>
                    </li>
                ))}
            </ol>
        </Panel>
    );
}
