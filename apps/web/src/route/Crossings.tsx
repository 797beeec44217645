import {useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Crossing, NetworkTold} from '../data/network.ts';
import {Panel} from '../design/Panel.tsx';
import {useWords} from '../words/words.ts';
import {DayField} from './DayField.tsx';
import type {RouteLooked} from './RoutePage.tsx';
import {switchedOf, withPoint, type Switched} from './search.ts';
import {useFocusKey} from './use-focus-key.ts';

/** A crossing as it stands on the day, and what was switched. */
interface Standing {
    crossing: Crossing;
    isOnWay: boolean;
    /** What the record says of the day. */
    recorded: 'open' | 'shut' | 'partly';
    shut: Switched | undefined;
    opened: Switched | undefined;
}

/** Every crossing with its state on the day, each to be shut or opened; the answer follows. */
export function Crossings({network, looked}: {
    network: NetworkTold; looked: RouteLooked;
}): ReactNode {
    const {t} = useWords();
    const [text, setText] = useState('');
    const field = useFocusKey<HTMLInputElement>('b', t('route.key.crossings'));
    const {shutOn, search} = looked;
    const wanted = text.trim().toLowerCase();
    const all = network.crossings.map(crossing => standingOf(crossing, looked));
    const shown = all.filter(({crossing: {id, name, countries}}) =>
        [id, name.toLowerCase(), countries.join(' ').toLowerCase()]
            .some(each => each.includes(wanted)));
    return (
        <Panel title={t(search.leave === undefined ? 'route.crossings.today' : 'route.crossings',
            {day: shutOn?.day ?? ''})}>
            <div className="note">
                <input ref={field} className="field" type="search" value={text}
                    aria-label={t('route.key.crossings')} placeholder={t('route.crossings.hint')}
                    onChange={event => setText(event.target.value)}
                    onKeyDown={event => {
                        if (event.key === 'Escape') event.currentTarget.blur();
                        if (event.key !== 'Enter' || wanted === '' || !shown[0]) return;
                        event.preventDefault();
                        toggle(shown[0], looked);
                        setText('');
                        event.currentTarget.blur();
                    }}/> <kbd>b</kbd>
            </div>
            <ul className="crossings" aria-label={t('route.crossings.list')} tabIndex={0}>
                {shown.toSorted((a, b) => weight(b) - weight(a)).map(each => (
                    <Row key={each.crossing.id} standing={each} looked={looked}/>
                ))}
            </ul>
            {search.leave === undefined && <p className="note">{t('route.crossings.undated')}</p>}
        </Panel>
    );
}

// What was switched first, then what lies on the way, then what is shut.
function weight({isOnWay, recorded, shut, opened}: Standing): number {
    return (shut || opened ? 4 : 0) + (isOnWay ? 2 : 0) + (recorded === 'open' ? 0 : 1);
}

function standingOf(crossing: Crossing, {search, way, shutOn}: RouteLooked): Standing {
    const {id} = crossing;
    const closed = shutOn?.shut.find(each => each.id === id);
    return {
        crossing, isOnWay: way?.crossings.includes(id) ?? false,
        recorded: !closed ? 'open' : closed.isPartly ? 'partly' : 'shut',
        shut: switchedOf(search.shut).find(each => each.id === id),
        opened: switchedOf(search.open).find(each => each.id === id),
    };
}

/** Shuts what is open and opens what is shut; what was switched goes back to the record. */
function toggle({crossing: {id}, recorded, shut, opened}: Standing, looked: RouteLooked): void {
    const {search, ask} = looked;
    const point = {id, first: undefined, last: undefined};
    if (shut) ask({shut: withPoint(search.shut, id, undefined)});
    else if (opened) ask({open: withPoint(search.open, id, undefined)});
    else if (recorded === 'open' || search.leave === undefined) {
        ask({shut: withPoint(search.shut, id, point)});
    } else ask({open: withPoint(search.open, id, point)});
}

function Row({standing, looked}: {standing: Standing; looked: RouteLooked}): ReactNode {
    const {t} = useWords();
    const {crossing: {id, name, countries}, recorded, shut, opened, isOnWay} = standing;
    const since = looked.shutOn?.shut.find(each => each.id === id)?.because[0];
    const action = shut || opened ? 'route.crossing.undo'
        : recorded === 'open' || looked.search.leave === undefined ? 'route.crossing.shut'
            : 'route.crossing.open';
    return (
        <li data-chosen={isOnWay || undefined} data-crossing={id}>
            <span className="standing">
                <span className="name">
                    <bdi>{name}</bdi> <small><bdi>{countries.join('–')}</bdi></small>
                </span>
                <Button className={`link state ${recorded}`}
                    onPress={() => looked.look({source: `at:${id}`})}>
                    {recorded === 'open' ? t('route.crossing.is.open')
                        : `✕ ${t(`route.crossing.is.${recorded}`, {since: since?.firstDay ?? '?'})}`}
                </Button>
            </span>
            <Button className="button" aria-label={`${t(action)}: ${name}`}
                onPress={() => toggle(standing, looked)}>{t(action)}</Button>
            {(shut ?? opened) && (
                <SwitchedTold point={(shut ?? opened)!} isShut={shut !== undefined} looked={looked}/>
            )}
        </li>
    );
}

/** What was switched, with its days where a departure makes them count. */
function SwitchedTold({point, isShut, looked: {search, ask}}: {
    point: Switched; isShut: boolean; looked: RouteLooked;
}): ReactNode {
    const {t} = useWords();
    const set = (change: Partial<Switched>): void => {
        const next = {...point, ...change};
        const whole = next.first !== undefined || next.last !== undefined
            ? {...next, first: next.first ?? next.last, last: next.last ?? next.first} : next;
        const isTurned = whole.first !== undefined && whole.last! < whole.first;
        const days = isTurned ? {...whole, first: whole.last, last: whole.first} : whole;
        ask(isShut ? {shut: withPoint(search.shut, point.id, days)}
            : {open: withPoint(search.open, point.id, days)});
    };
    return (
        <span className="switched">
            <strong>{t(isShut ? 'route.switched.shut' : 'route.switched.open')}</strong>
            {search.leave !== undefined && (
                <>
                    <DayField value={point.first} label={t('route.switched.first')}
                        change={first => set({first})}/>
                    <DayField value={point.last} label={t('route.switched.last')}
                        change={last => set({last})}/>
                </>
            )}
        </span>
    );
}
