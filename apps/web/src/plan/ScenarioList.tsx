import {useRef, type KeyboardEvent, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import {usePlanWords} from './use-plan-words.ts';
import type {PlanLooked} from './use-plan-page.ts';

/** The scenarios of the corridor; one is opened by Enter. */
export function ScenarioList({looked}: {looked: PlanLooked}): ReactNode {
    const {t} = usePlanWords();
    const list = useRef<HTMLUListElement>(null);
    const {plan, search, edit} = looked;
    const save = (): void => saveCsv('scenarios.csv', [
        ['id', 'name', 'from', 'day', 'seed', 'edits'],
        ...plan.scenarios.map(({id, name, from, day, seed, own, inherited}) => [id, name,
            from ?? '', day, seed, [...inherited, ...own].map(({text}) => text).join('; ')]),
    ]);
    useKey('o', t('plan.key.list'), () => (list.current
        ?.querySelector<HTMLElement>('[aria-pressed="true"]')
        ?? list.current?.querySelector<HTMLElement>('button'))?.focus());
    useKey('x 1', t('plan.csv', {table: t('plan.scenarios')}), save);
    return (
        <Panel title={t('plan.scenarios')} actions={
            <span>
                <kbd>o</kbd>{' '}
                <Button className="button quiet" onPress={save}>
                    {t('charges.export')} <kbd>x</kbd> <kbd>1</kbd>
                </Button>
            </span>
        }>
            <ul ref={list} className="scenarios" onKeyDown={walk}>
                {plan.scenarios.map(({id, name, from, own}) => (
                    <li key={id} data-chosen={id === search.open || undefined}>
                        <Button className="link" aria-pressed={id === search.open}
                            onPress={() => edit({
                                open: id, edits: undefined, name: undefined, seed: undefined,
                                against: undefined,
                            })}>
                            <bdi lang="en">{name}</bdi>
                        </Button>
                        <small>
                            <bdi>{id}</bdi>{from !== null && <> · {t('plan.from', {from})}</>}
                            {' · '}
                            <bdi lang="en" dir="ltr">{own.map(({text}) => text).join(', ')}</bdi>
                        </small>
                    </li>
                ))}
            </ul>
        </Panel>
    );
}

/** Arrow keys go from scenario to scenario. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
    all[all.indexOf(document.activeElement as HTMLElement) + step]?.focus();
}
