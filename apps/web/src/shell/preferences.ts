import type {Language} from '../words/words.ts';

/** What a person set for this browser. What they look at stands in the address instead. */
export interface Preferences {
    language: Language['id'];
    theme: 'light' | 'dark';
}

const KEY = 'karwan.preferences';

/** What was set here before, or what the browser says of its user. */
export function readPreferences(): Preferences {
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const spoken = navigator.languages.map(tag => tag.slice(0, 2));
    const language = spoken.find(tag => tag === 'en' || tag === 'ur' || tag === 'ru') ?? 'en';
    const guessed: Preferences = {language, theme: isDark ? 'dark' : 'light'};
    try {
        const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
        return {
            language: isLanguage(kept.language) ? kept.language : guessed.language,
            theme: kept.theme === 'dark' || kept.theme === 'light' ? kept.theme : guessed.theme,
        };
    } catch {
        return guessed;
    }
}

export function keepPreferences(preferences: Preferences): void {
    try {
        localStorage.setItem(KEY, JSON.stringify(preferences));
    } catch {
        // A browser that keeps nothing asks again the next time.
    }
}

function isLanguage(value: unknown): value is Language['id'] {
    return value === 'en' || value === 'ur' || value === 'ru';
}
