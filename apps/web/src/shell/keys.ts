import {createContext, use, useEffect, useEffectEvent, useSyncExternalStore} from 'react';

/** An action with its key: `g c` is g, then c; `Ctrl+k` also answers to the Mac's command key. */
export interface KeyAction {
    keys: string;
    /** What it does, in the language of the person. */
    told: string;
    scope: 'everywhere' | 'here';
    act(): void;
}

/** How long the first key of two is remembered. */
const SECOND_KEY_MS = 1_200;

/** All actions that have a key just now. Inside a field letters are letters. */
export class Keys {
    #actions: readonly KeyAction[] = [];
    readonly #watchers = new Set<() => void>();
    #first: {key: string; atMs: number} | undefined;

    add(action: KeyAction): () => void {
        this.#set([...this.#actions, action]);
        return () => this.#set(this.#actions.filter(each => each !== action));
    }

    all = (): readonly KeyAction[] => this.#actions;

    watch = (watcher: () => void): (() => void) => {
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
    };

    /** @returns how to stop listening */
    listen(target: Document): () => void {
        const heard = (event: KeyboardEvent): void => this.#heard(event);
        target.addEventListener('keydown', heard);
        return () => target.removeEventListener('keydown', heard);
    }

    #heard(event: KeyboardEvent): void {
        if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return;
        const key = nameOf(event);
        if (isTyping(event.target) && !key.startsWith('Ctrl+')) return;
        if (key === 'Enter' && isPressed(event.target)) return;
        const first = this.#first && event.timeStamp - this.#first.atMs < SECOND_KEY_MS
            ? `${this.#first.key} ` : '';
        // The page that was opened last comes before what holds everywhere.
        const action = this.#actions.findLast(each => each.keys === first + key)
            ?? this.#actions.findLast(each => each.keys === key);
        this.#first = undefined;
        if (action) {
            event.preventDefault();
            action.act();
        } else if (this.#actions.some(each => each.keys.startsWith(`${key} `))) {
            this.#first = {key, atMs: event.timeStamp};
        }
    }

    #set(actions: readonly KeyAction[]): void {
        this.#actions = actions;
        for (const watcher of this.#watchers) watcher();
    }
}

// A letter is known by its place on the keyboard where the layout has no Latin letters.
function nameOf(event: KeyboardEvent): string {
    const isLatin = event.key.length > 1 || event.key.codePointAt(0)! < 0x250;
    const [, letter] = /^Key([A-Z])$/.exec(event.code) ?? [];
    const key = !isLatin && letter !== undefined
        ? (event.shiftKey ? letter : letter.toLowerCase()) : event.key;
    return event.ctrlKey || event.metaKey ? `Ctrl+${key.toLowerCase()}` : key;
}

function isModifier(key: string): boolean {
    return ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(key);
}

// Enter on a button or a link is meant for it.
function isPressed(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && target.closest('button, a, [role="option"]') !== null;
}

function isTyping(target: EventTarget | null): boolean {
    return target instanceof HTMLElement
        && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

export const KeysContext = createContext<Keys | undefined>(undefined);

export function useKeys(): Keys {
    const keys = use(KeysContext);
    if (!keys) throw new Error('no keys were provided');
    return keys;
}

/** Gives an action its key for as long as the component is on the screen. */
export function useKey(
    keys: string, told: string, act: () => void, scope: KeyAction['scope'] = 'here',
): void {
    const registry = useKeys();
    const acted = useEffectEvent(act);
    useEffect(() => registry.add({keys, told, scope, act: () => acted()}),
        [registry, keys, told, scope]);
}

export function useKeyActions(): readonly KeyAction[] {
    const keys = useKeys();
    return useSyncExternalStore(keys.watch, keys.all);
}
