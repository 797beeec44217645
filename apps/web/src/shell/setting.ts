import {createContext, use} from 'react';
import type {Line} from '../data/line.ts';
import type {Preferences} from './preferences.ts';

/** What every page may use: the line to the server, and what the person prefers. */
export interface Setting {
    line: Line;
    preferences: Preferences;
    prefer(next: Preferences): void;
}

export const SettingContext = createContext<Setting | undefined>(undefined);

export function useSetting(): Setting {
    const setting = use(SettingContext);
    if (!setting) throw new Error('no setting was provided');
    return setting;
}
