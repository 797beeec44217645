import type {ReactNode} from 'react';
import type {NetworkTold} from '../data/network.ts';
import {Panel} from '../design/Panel.tsx';
import {useWords} from '../words/words.ts';
import {modeName} from './figures.ts';
import type {RouteLooked} from './RoutePage.tsx';
import {switchedOf, withPoint} from './search.ts';
import {useFocusKey} from './use-focus-key.ts';

/** Lines that are not there yet, each to count as open. */
export function Projects({network, looked: {search, ask}}: {
    network: NetworkTold; looked: RouteLooked;
}): ReactNode {
    const {t, rate} = useWords();
    const first = useFocusKey<HTMLInputElement>('o', t('route.key.projects'));
    const opened = new Set(switchedOf(search.open).map(({id}) => id));
    const toggle = (id: string): void => ask({open: withPoint(search.open, id, opened.has(id)
        ? undefined : {id, first: undefined, last: undefined})});
    return (
        <Panel title={t('route.projects')} actions={<kbd>o</kbd>}>
            <ul className="projects" aria-label={t('route.projects')} tabIndex={0}>
                {network.projects.map(({id, from, to, km, mode, states}, nth) => (
                    <li key={id} data-chosen={opened.has(id) || undefined}>
                        <label className="row">
                            <input ref={nth === 0 ? first : undefined} type="checkbox"
                                checked={opened.has(id)} onChange={() => toggle(id)}/>
                            <bdi>{from} – {to}</bdi>
                        </label>
                        <small>
                            {modeName(t, mode)} · <bdi className="figure">{rate(km)}</bdi>{' '}
                            {t('unit.km')} · {states.map(state => t(stateWord(state))).join(', ')}
                            {' · '}<bdi>{id}</bdi>
                        </small>
                    </li>
                ))}
            </ul>
        </Panel>
    );
}

function stateWord(state: string) {
    const known = STATES.find(each => each === state) ?? 'closed';
    return `project.${known}` as const;
}

const STATES = ['planned', 'building', 'idle', 'abandoned'] as const;
