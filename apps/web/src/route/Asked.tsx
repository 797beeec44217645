import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {NetworkTold} from '../data/network.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';
import {PlaceField} from './PlaceField.tsx';
import type {RouteLooked} from './RoutePage.tsx';
import {DayField, type DayProps} from './DayField.tsx';
import {MODES} from './figures.ts';
import {useFocusKey} from './use-focus-key.ts';

/** The question: from where to where, what, by which modes, on which day. */
export function Asked({network, looked}: {network: NetworkTold; looked: RouteLooked}): ReactNode {
    const {t} = useWords();
    const {search, ask} = looked;
    const exchange = (): void => ask({from: search.to, to: search.from});
    useKey('x', t('route.exchange'), exchange);
    return (
        <Panel title={t('route.asked')}>
            <div className="asked">
                <PlaceField places={network.places} chosen={search.from} label={t('route.from')}
                    told={t('route.key.from')} keys="f" choose={from => ask({from})}/>
                <Button className="button" onPress={exchange}>
                    <span aria-hidden>⇄ <kbd>x</kbd></span>
                    <span className="unseen">{t('route.exchange')}</span>
                </Button>
                <PlaceField places={network.places} chosen={search.to} label={t('route.to')}
                    told={t('route.key.to')} keys="t" choose={to => ask({to})}/>
                <Load network={network} looked={looked}/>
                <Modes looked={looked}/>
                <Leave looked={looked}/>
            </div>
        </Panel>
    );
}

function Load({network, looked: {search, ask}}: {
    network: NetworkTold; looked: RouteLooked;
}): ReactNode {
    const {t} = useWords();
    const field = useFocusKey<HTMLSelectElement>('l', t('route.key.load'));
    return (
        <label>
            <span>{t('route.load')} <kbd>l</kbd></span>
            <select ref={field} className="field" value={search.load ?? network.commodities[0]!.id}
                onChange={event => ask({load: event.target.value})}>
                {network.commodities.map(({id, name}) => (
                    <option key={id} value={id}>{loadName(t, id, name)}</option>
                ))}
            </select>
        </label>
    );
}

function loadName(t: ReturnType<typeof useWords>['t'], id: string, name: string): string {
    return id === 'container' ? t('route.load.container')
        : id === 'fruit' ? t('route.load.fruit') : name;
}

function Modes({looked: {search, ask}}: {looked: RouteLooked}): ReactNode {
    const {t} = useWords();
    const chosen = search.by?.split(',') ?? [...MODES];
    const toggle = (mode: string): void => {
        const next = chosen.includes(mode) ? chosen.filter(each => each !== mode)
            : MODES.filter(each => each === mode || chosen.includes(each));
        if (next.length > 0) ask({by: next.length === MODES.length ? undefined : next.join()});
    };
    return (
        <fieldset>
            <legend>{t('route.by')} <kbd>m</kbd></legend>
            {MODES.map((mode, nth) => (
                <Mode key={mode} mode={mode} nth={nth + 1} isChosen={chosen.includes(mode)}
                    toggle={() => toggle(mode)}/>
            ))}
        </fieldset>
    );
}

function Mode({mode, nth, isChosen, toggle}: {
    mode: (typeof MODES)[number]; nth: number; isChosen: boolean; toggle(): void;
}): ReactNode {
    const {t} = useWords();
    const name = t(`mode.${mode}`);
    useKey(`m ${nth}`, t('route.key.mode', {mode: name}), toggle);
    return (
        <label className="row">
            <input type="checkbox" checked={isChosen} onChange={toggle}/>
            {name} <kbd>{nth}</kbd>
        </label>
    );
}

function Leave({looked: {search, ask}}: {looked: RouteLooked}): ReactNode {
    const {t} = useWords();
    return (
        <div>
            <label>
                <span>{t('route.leave')} <kbd>d</kbd></span>
                <DateField value={search.leave} told={t('route.key.leave')} keys="d"
                    change={leave => ask({leave})}/>
            </label>
            {search.leave !== undefined && (
                <Button className="button quiet" onPress={() => ask({leave: undefined})}>
                    {t('route.leave.none')}
                </Button>
            )}
        </div>
    );
}

function DateField({keys, told, ...field}: DayProps & {keys: string; told: string}): ReactNode {
    const input = useFocusKey<HTMLInputElement>(keys, told);
    return <DayField {...field} input={input}/>;
}
