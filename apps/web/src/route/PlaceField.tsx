import {useEffect, useRef, useState, type ReactNode} from 'react';
import {ComboBox, Input, Label, ListBox, ListBoxItem, Popover} from 'react-aria-components';
import type {NetworkPlace} from '../data/network.ts';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';

const MOST_FOUND = 12;

/** A place, found by typing; Enter takes the first that is shown. */
export function PlaceField({places, chosen, label, told, keys, choose}: {
    places: readonly NetworkPlace[]; chosen: string | undefined; label: string; told: string;
    keys: string; choose(id: string): void;
}): ReactNode {
    const {t} = useWords();
    const field = useRef<HTMLInputElement>(null);
    const name = places.find(({id}) => id === chosen)?.name ?? '';
    const [text, setText] = useState(name);
    useEffect(() => setText(name), [name]);
    useKey(keys, told, () => {
        field.current?.focus();
        field.current?.select();
    });
    const found = foundIn(places, text === name ? '' : text);
    const take = (id: unknown): void => {
        if (typeof id === 'string' && id !== chosen) choose(id);
    };
    return (
        <div className="place-field" onKeyDownCapture={event => {
            const isOnOption = field.current?.hasAttribute('aria-activedescendant') === true;
            if (event.key === 'Enter' && !isOnOption && text !== name) take(found[0]?.id);
        }}>
            <ComboBox items={found} selectedKey={chosen ?? null} inputValue={text}
                onInputChange={setText} onSelectionChange={take} allowsEmptyCollection
                onOpenChange={isOpen => {
                    if (!isOpen) setText(name);
                }}>
                <Label>{label} <kbd>{keys}</kbd></Label>
                <Input ref={field} className="field" placeholder={t('route.place.hint')}/>
                <Popover className="options">
                    <ListBox renderEmptyState={() => <p className="note">{t('find.nothing')}</p>}>
                        {(place: NetworkPlace) => (
                            <ListBoxItem id={place.id} textValue={place.name}>
                                <bdi>{place.name}</bdi>
                                <small>{place.country} · {t(kindWord(place))}</small>
                            </ListBoxItem>
                        )}
                    </ListBox>
                </Popover>
            </ComboBox>
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
