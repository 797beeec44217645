import {QueryClientProvider, type QueryClient} from '@tanstack/react-query';
import {RouterProvider} from '@tanstack/react-router';
import {useEffect, useLayoutEffect, useMemo, useState, type ReactNode} from 'react';
import {I18nProvider} from 'react-aria-components';
import type {Line} from '../data/line.ts';
import {consoleRouter} from '../router.tsx';
import {wordsOf, WordsContext, type Words} from '../words/words.ts';
import {Keys, KeysContext} from './keys.ts';
import {keepPreferences, type Preferences} from './preferences.ts';
import {SettingContext} from './setting.ts';

/** The console: its data, its language, its keys and its pages. */
export function Console({queries, line, ...begin}: {
    queries: QueryClient; line: Line; preferences: Preferences; words: Words;
}): ReactNode {
    const [preferences, setPreferences] = useState(begin.preferences);
    const [words, setWords] = useState(begin.words);
    const [keys] = useState(() => new Keys());
    const [router] = useState(consoleRouter);
    useEffect(() => keys.listen(document), [keys]);
    // Before what reads the colours of the theme.
    useLayoutEffect(() => {
        const root = document.documentElement;
        root.lang = words.language.id;
        root.dir = words.language.direction;
        root.dataset['theme'] = preferences.theme;
    }, [words, preferences]);
    const setting = useMemo(() => ({
        line, preferences,
        prefer: (next: Preferences): void => {
            keepPreferences(next);
            setPreferences(next);
            void wordsOf(next.language).then(setWords);
        },
    }), [line, preferences]);
    return (
        <QueryClientProvider client={queries}>
            <I18nProvider locale={words.language.id}>
                <WordsContext value={words}>
                    <SettingContext value={setting}>
                        <KeysContext value={keys}>
                            <RouterProvider router={router}/>
                        </KeysContext>
                    </SettingContext>
                </WordsContext>
            </I18nProvider>
        </QueryClientProvider>
    );
}
