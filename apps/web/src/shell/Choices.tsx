import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {LANGUAGES, useWords, type Language} from '../words/words.ts';
import {Account} from './Account.tsx';
import {useSetting} from './setting.ts';

/** What a person sets for themselves, and the doors to what has no place on the screen. */
export function Choices({onKeys, onFind}: {onKeys(): void; onFind(): void}): ReactNode {
    const {t} = useWords();
    const {preferences, prefer} = useSetting();
    const other = preferences.theme === 'dark' ? 'light' : 'dark';
    return (
        <div className="choices">
            <Button className="button quiet" onPress={onFind}>
                {t('find.title')} <kbd>Ctrl K</kbd>
            </Button>
            <select className="field" aria-label={t('language.choose')} value={preferences.language}
                onChange={event => prefer({
                    ...preferences, language: event.target.value as Language['id'],
                })}>
                {LANGUAGES.map(({id, name}) => <option key={id} value={id} lang={id}>{name}</option>)}
            </select>
            <Button className="button quiet" aria-label={t('theme.choose')}
                onPress={() => prefer({...preferences, theme: other})}>
                {t(`theme.${other}`)}
            </Button>
            <Link className="button quiet" to="/tour">{t('tour.name')}</Link>
            <Account/>
            <Button className="button quiet" aria-label={t('keys.show')} onPress={onKeys}>
                <kbd>?</kbd>
            </Button>
        </div>
    );
}
