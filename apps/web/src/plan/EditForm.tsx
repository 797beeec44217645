import {useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {NetworkTold} from '../data/network.ts';
import type {EditKind, PlanTold} from '../data/plan.ts';
import {useFocusKey} from '../route/use-focus-key.ts';
import {given, KINDS, TAKES, type Draft, type DraftKey} from './draft.ts';
import {choicesOf} from './names.ts';
import {usePlanWords} from './use-plan-words.ts';

interface FormProps {
    plan: PlanTold;
    network: NetworkTold;
    /** The edit that is changed; undefined where one is added. */
    draft: Draft | undefined;
    take(draft: Draft): void;
    leave(): void;
}

/** One edit: what is done, to what by its name, and what this kind takes. */
export function EditForm({plan, network, draft, take, leave}: FormProps): ReactNode {
    const words = usePlanWords();
    const {t} = words;
    const [now, setNow] = useState<Draft>(() => draft ?? freshOf('shut', plan, network, words));
    const kindField = useFocusKey<HTMLSelectElement>('e', t('plan.key.edit'));
    const change = (of: string): void => setNow(usual({kind: now.kind, of}, plan));
    return (
        <form className="asked edit-form" aria-label={t(draft ? 'plan.changing' : 'plan.adding')}
            onSubmit={event => {
                event.preventDefault();
                take(now);
                if (!draft) kindField.current?.focus();
            }}
            onKeyDown={event => {
                if (event.key !== 'Escape') return;
                leave();
                (event.target as HTMLElement).blur();
            }}>
            <label>
                <span>{t(draft ? 'plan.changing' : 'plan.adding')} <kbd>e</kbd></span>
                <select ref={kindField} className="field" value={now.kind} name="kind"
                    onChange={event => setNow(
                        freshOf(event.target.value as EditKind, plan, network, words))}>
                    {KINDS.map(kind =>
                        <option key={kind} value={kind}>{t(`plan.kind.${kind}`)}</option>)}
                </select>
            </label>
            <label>
                <span>{t('plan.what')}</span>
                <select className="field long" value={now.of} name="of"
                    onChange={event => change(event.target.value)}>
                    {choicesOf(now.kind, plan, network, words).map(({id, name}) =>
                        <option key={id} value={id}>{name}</option>)}
                </select>
            </label>
            {TAKES[now.kind].filter(key => key !== 'days'
                || plan.vocabulary.shutForDays.includes(now.of)).map(key => (
                <Field key={key} of={key} draft={now} plan={plan}
                    set={value => setNow({...now, [key]: value})}/>
            ))}
            <Button className="button strong" type="submit">
                {t(draft ? 'plan.save' : 'plan.add')}
            </Button>
            {draft && <Button className="button quiet" onPress={leave}>{t('plan.leave')}</Button>}
        </form>
    );
}

function freshOf(
    kind: EditKind, plan: PlanTold, network: NetworkTold, words: ReturnType<typeof usePlanWords>,
): Draft {
    const choices = choicesOf(kind, plan, network, words);
    const ofHome = choices.find(({id}) => plan.vocabulary.shutForDays.includes(id));
    return usual({kind, of: (ofHome ?? choices[0]!).id}, plan);
}

/** What an edit of this kind usually says; what nobody knows better stays empty. */
function usual(draft: Draft, {inputs, vocabulary}: PlanTold): Draft {
    const {kind, of} = draft;
    const capital = (name: string): object =>
        inputs.some(({id}) => id === `${name}.capital`) ? {capital: `${name}.capital`} : {};
    const when = {first: String(vocabulary.firstYear + 1), years: '5'};
    if (kind === 'reprice') return {...draft, factor: '1.2'};
    if (kind === 'build') return {...draft, ...capital(of), ...when, owner: 'railway PK'};
    if (kind !== 'restore') return draft;
    const [to = ''] = vocabulary.ways[of] ?? [];
    return {...draft, to, ...capital(`mill-${to}`), ...when, owner: 'steel works PK'};
}

function Field({of, draft, plan, set}: {
    of: DraftKey; draft: Draft; plan: PlanTold; set(value: string): void;
}): ReactNode {
    const {t} = usePlanWords();
    const value = given(draft, of) ?? '';
    const options = optionsOf(of, draft, plan);
    return (
        <label>
            <span>{t(`plan.field.${of}`)}</span>
            {options ? (
                <select className="field" value={value} name={of}
                    onChange={event => set(event.target.value)}>
                    {(of === 'mode' || value === '') && (
                        <option value="">{of === 'mode' ? t('plan.mode.both') : '–'}</option>
                    )}
                    {options.map(each => <option key={each} value={each}>{
                        each === 'road' || each === 'rail' ? t(`mode.${each}`) : each}</option>)}
                </select>
            ) : (
                <input className="field" name={of} value={value} inputMode={of === 'owner' ? 'text'
                    : 'decimal'} placeholder={of === 'days' ? t('plan.days.all') : ''}
                    onChange={event => set(event.target.value.replaceAll(/[^\w. -]/g, ''))}/>
            )}
        </label>
    );
}

function optionsOf(
    of: DraftKey, draft: Draft, {vocabulary, inputs}: PlanTold,
): readonly string[] | undefined {
    if (of === 'mode') return vocabulary.modes;
    if (of === 'to') return vocabulary.ways[draft.of] ?? [];
    return of === 'capital' ? inputs.map(({id}) => id).filter(id => id.endsWith('.capital'))
        : undefined;
}
