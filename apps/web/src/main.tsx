import {QueryClient} from '@tanstack/react-query';
import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import {Console} from './shell/Console.tsx';
import {Line} from './data/line.ts';
import {readPreferences} from './shell/preferences.ts';
import {wordsOf} from './words/words.ts';
import './console.css';

const queries = new QueryClient({
    defaultOptions: {queries: {staleTime: 60_000, retry: 1, refetchOnWindowFocus: false}},
});
const line = new Line(queries);
const preferences = readPreferences();
const words = await wordsOf(preferences.language);
createRoot(document.getElementById('console')!).render(
    <StrictMode>
        <Console queries={queries} line={line} preferences={preferences} words={words}/>
    </StrictMode>,
);
