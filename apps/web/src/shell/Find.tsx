import {useNavigate} from '@tanstack/react-router';
import {useState, type KeyboardEvent, type ReactNode} from 'react';
import {useCorridor} from '../data/corridor.ts';
import {isPlate} from '../data/explained.ts';
import {PAGES} from '../pages.ts';
import {useWords} from '../words/words.ts';
import {placesNamed} from './find-places.ts';
import {Sheet} from './Sheet.tsx';

/** One thing that was found, and what choosing it does. */
interface Found {
    id: string;
    told: string;
    aside: string;
    act(): void;
}

/** Ctrl+K: pages, charges and trips, at once and by name. */
export function Find({onClose}: {onClose(): void}): ReactNode {
    const {t} = useWords();
    const [text, setText] = useState('');
    const [at, setAt] = useState(0);
    const found = useFound(text.trim());
    const chosen = Math.min(at, found.length - 1);
    const act = (each: Found | undefined): void => {
        if (!each) return;
        onClose();
        each.act();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
        if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1));
        else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
        else if (event.key === 'Enter') act(found[chosen]);
        else return;
        event.preventDefault();
    };
    return (
        <Sheet title={t('find.title')} onClose={onClose}>
            <div className="find">
                <input className="field" autoFocus role="combobox" aria-expanded
                    aria-controls="found" aria-label={t('find.hint')} placeholder={t('find.hint')}
                    aria-activedescendant={found[chosen] && `found-${found[chosen].id}`}
                    value={text} onKeyDown={onKeyDown}
                    onChange={event => {
                        setText(event.target.value);
                        setAt(0);
                    }}/>
                <ul id="found" role="listbox" aria-label={t('find.title')}>
                    {found.map((each, index) => (
                        <li key={each.id} id={`found-${each.id}`} role="option"
                            aria-selected={index === chosen}
                            data-chosen={index === chosen || undefined}
                            onPointerDown={event => {
                                event.preventDefault();
                                act(each);
                            }}>
                            <span>{each.told}<small>{each.aside}</small></span>
                        </li>
                    ))}
                </ul>
                {found.length === 0 && <p className="note">{t('find.nothing')}</p>}
            </div>
        </Sheet>
    );
}

function useFound(text: string): Found[] {
    const {t, kilometres} = useWords();
    const navigate = useNavigate();
    const {data: corridor} = useCorridor();
    const wanted = text.toLowerCase();
    const pages = [...PAGES, {to: '/tour', word: 'tour.title', keys: ''} as const]
        .filter(({word}) => t(word).toLowerCase().includes(wanted))
        .map(({to, word, keys}): Found => ({
            id: word, told: t(word), aside: keys, act: () => void navigate({to}),
        }));
    if (isPlate(text)) {
        return [{
            id: 'plate', told: t('find.plate', {plate: text}), aside: '',
            act: () => void navigate({
                to: '/vehicle', state: before => ({...before, plate: text}),
            }),
        }];
    }
    const places = corridor ? placesNamed(corridor, text).map((place): Found => ({
        id: place.id, told: place.name === place.id ? place.id : `${place.name} ${place.id}`,
        aside: t('find.place', {road: place.road, km: kilometres(place.metres)}),
        act: () => void (place.isGantry ? navigate({to: '/health', search: {at: place.id}})
            : navigate({to: '/', search: {at: place.id}})),
    })) : [];
    const isNamed = /^\d+(\/[\w.-]+)?$/.test(text);
    // A charge or a trip may stand in the address; a tag or a vehicle goes along beside it.
    const explain: Found = {
        id: 'explain', told: t('find.explain', {what: text}), aside: '',
        act: () => void (isNamed ? navigate({to: '/vehicle', search: {what: text}})
            : navigate({to: '/vehicle', state: before => ({...before, vehicle: text})})),
    };
    if (isNamed) return [explain, ...pages];
    return text === '' ? pages : [...pages, ...places, explain];
}
