import {useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode} from 'react';
import type {NetworkPlace} from '../data/network.ts';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';

const MOST_FOUND = 12;

/** A place, found by typing; Enter takes what is marked, at first the best. */
export function PlaceField({places, chosen, label, told, keys, choose}: {
    places: readonly NetworkPlace[]; chosen: string | undefined; label: string; told: string;
    keys: string; choose(id: string): void;
}): ReactNode {
    const {t} = useWords();
    const field = useRef<HTMLInputElement>(null);
    const list = useId();
    const name = places.find(({id}) => id === chosen)?.name ?? '';
    const [text, setText] = useState(name);
    const [isOpen, setOpen] = useState(false);
    const [at, setAt] = useState(0);
    useEffect(() => setText(name), [name]);
    useKey(keys, told, () => {
        field.current?.focus();
        field.current?.select();
    });
    const found = isOpen ? foundIn(places, text === name ? '' : text) : [];
    const close = (): void => {
        setText(name);
        setOpen(false);
    };
    const take = (place: NetworkPlace | undefined): void => {
        close();
        if (place && place.id !== chosen) choose(place.id);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
        const {key} = event;
        if (key === 'ArrowDown' && !isOpen) setOpen(true);
        else if (key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
        else if (key === 'ArrowUp') setAt(Math.max(at - 1, 0));
        else if (key === 'Enter' && isOpen) take(found[at]);
        else if (key === 'Escape' && isOpen) close();
        else return;
        event.preventDefault();
    };
    return (
        <div className="place-field">
            <label>
                <span>{label} <kbd>{keys}</kbd></span>
                <input ref={field} className="field" role="combobox" autoComplete="off"
                    aria-expanded={isOpen} aria-controls={list} aria-autocomplete="list"
                    aria-activedescendant={found[at] && `${list}-${found[at].id}`}
                    placeholder={t('route.place.hint')} value={text}
                    onKeyDown={onKeyDown} onBlur={close}
                    onChange={event => {
                        setText(event.target.value);
                        setOpen(true);
                        setAt(0);
                    }}/>
            </label>
            <ul id={list} className="options" role="listbox" aria-label={label} hidden={!isOpen}>
                {found.map((place, nth) => (
                    <li key={place.id} id={`${list}-${place.id}`} role="option"
                        aria-selected={nth === at} data-focused={nth === at || undefined}
                        onPointerDown={event => {
                            event.preventDefault();
                            take(place);
                        }}>
                        <bdi>{place.name}</bdi>
                        <small>{place.country} · {t(kindWord(place))}</small>
                    </li>
                ))}
                {isOpen && found.length === 0
                    && <li role="option" aria-selected={false}>{t('find.nothing')}</li>}
            </ul>
        </div>
    );
}

function kindWord({kind}: NetworkPlace) {
    const isKnown = KINDS.find(each => each === kind);
    return `route.kind.${isKnown ?? 'place'}` as const;
}

const KINDS = ['city', 'station', 'border', 'port'] as const;

/** Whole cities come first, then what begins with the text, then what has it within. */
function foundIn(places: readonly NetworkPlace[], text: string): NetworkPlace[] {
    const wanted = text.trim().toLowerCase();
    const rank = ({name, kind, partOf}: NetworkPlace): number => {
        const low = name.toLowerCase();
        return (low === wanted ? 0 : low.startsWith(wanted) ? 2 : 4)
            + (partOf === null && kind === 'city' ? 0 : 1);
    };
    return places.filter(({name, id}) => name.toLowerCase().includes(wanted) || id === wanted)
        .map(place => ({place, at: rank(place)}))
        .toSorted((a, b) => a.at - b.at).slice(0, MOST_FOUND).map(({place}) => place);
}
