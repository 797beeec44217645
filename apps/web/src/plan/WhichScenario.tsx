import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {useFocusKey} from '../route/use-focus-key.ts';
import {useKey} from '../shell/keys.ts';
import type {PlanLooked} from './use-plan-page.ts';
import {usePlanWords} from './use-plan-words.ts';

/** The scenario that is compared, by name, or what was edited of it. */
export function WhichScenario({looked}: {looked: PlanLooked}): ReactNode {
    const {t} = usePlanWords();
    const {plan, search, opened, edit} = looked;
    const field = useFocusKey<HTMLSelectElement>('o', t('plan.key.with'));
    const swap = (): void => {
        if (!opened || opened.isEdited) return;
        edit({open: opened.against, against: opened.told.id, edits: undefined, name: undefined,
            seed: undefined});
    };
    useKey('b', t('plan.swap'), swap);
    return (
        <>
            <label>
                <span>{t('plan.with')} <kbd>o</kbd></span>
                <select ref={field} className="field long"
                    value={opened && !opened.isEdited ? opened.told.id : ''}
                    onChange={event => edit({
                        against: search.against, open: event.target.value, edits: undefined,
                        name: undefined, seed: undefined,
                    })}>
                    {(!opened || opened.isEdited) && (
                        <option value="">{opened ? `${t('plan.edited')} ${opened.name}`
                            : t('plan.choose')}</option>
                    )}
                    {plan.scenarios.map(({id, name}) =>
                        <option key={id} value={id}>{name}</option>)}
                </select>
            </label>
            <Button className="button" onPress={swap} isDisabled={!opened || opened.isEdited}>
                <span aria-hidden>⇄ <kbd>b</kbd></span>
                <span className="unseen">{t('plan.swap')}</span>
            </Button>
        </>
    );
}
