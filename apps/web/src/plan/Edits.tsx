import {useEffect, useRef, useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {NetworkTold} from '../data/network.ts';
import {Panel} from '../design/Panel.tsx';
import {useFocusKey} from '../route/use-focus-key.ts';
import {useKey} from '../shell/keys.ts';
import {draftsText, given, TAKES, type Draft, type DraftKey} from './draft.ts';
import {editLog} from './edit-log.ts';
import {EditForm} from './EditForm.tsx';
import {nameOf} from './names.ts';
import type {Opened} from './search.ts';
import type {PlanLooked} from './use-plan-page.ts';
import {usePlanWords, type PlanWords} from './use-plan-words.ts';

interface EditsProps {
    looked: PlanLooked;
    opened: Opened;
    network: NetworkTold;
}

/** The scenario's own edits: added, changed, removed, and all of it undone. */
export function Edits({looked, opened, network}: EditsProps): ReactNode {
    const {t} = usePlanWords();
    const {edit, undo, redo} = looked;
    const [at, setAt] = useState<number>();
    const set = (drafts: readonly Draft[]): void => edit({
        ...looked.search, edits: draftsText(drafts)});
    const {drafts} = opened;
    useKey('z', t('plan.undo'), undo);
    useKey('Z', t('plan.redo'), redo);
    return (
        <Panel title={t('plan.edits', {name: opened.name})} actions={
            <span>
                <Button className="button quiet" isDisabled={!editLog.canUndo} onPress={undo}>
                    {t('plan.undo')} <kbd>z</kbd>
                </Button>
                <Button className="button quiet" isDisabled={!editLog.canRedo} onPress={redo}>
                    {t('plan.redo')} <kbd>Z</kbd>
                </Button>
            </span>
        }>
            <Called looked={looked} opened={opened}/>
            <ul className="edits" aria-label={t('plan.edits.list')}>
                {opened.inherited.map(each => (
                    <li key={each.text} className="soft">
                        <span>
                            <bdi lang="en" dir="ltr">{each.text}</bdi>{' '}
                            <small>{t('plan.inherited', {from: opened.from})}</small>
                        </span>
                    </li>
                ))}
                {drafts.map((draft, nth) => (
                    <EditRow key={`${nth} ${draftsText([draft])}`} draft={draft} nth={nth}
                        network={network} isChosen={nth === at} choose={() => setAt(nth === at ? undefined : nth)}
                        remove={() => {
                            setAt(undefined);
                            set(drafts.toSpliced(nth, 1));
                        }}/>
                ))}
                {drafts.length + opened.inherited.length === 0
                    && <li className="soft">{t('plan.edits.none')}</li>}
            </ul>
            <EditForm key={at === undefined ? 'new' : draftsText([drafts[at]!])}
                plan={looked.plan} network={network}
                draft={at === undefined ? undefined : drafts[at]}
                leave={() => setAt(undefined)}
                take={draft => {
                    setAt(undefined);
                    set(at === undefined ? [...drafts, draft] : drafts.with(at, draft));
                }}/>
        </Panel>
    );
}

function EditRow({draft, nth, network, isChosen, choose, remove}: {
    draft: Draft; nth: number; network: NetworkTold; isChosen: boolean; choose(): void;
    remove(): void;
}): ReactNode {
    const words = usePlanWords();
    const {t} = words;
    const told = draftTold(draft, network, words);
    useKey(`c ${nth + 1}`, t('plan.key.change', {edit: told}), choose);
    useKey(`r ${nth + 1}`, t('plan.key.remove', {edit: told}), remove);
    return (
        <li data-chosen={isChosen || undefined} data-edit={draftsText([draft])}>
            <span><bdi>{told}</bdi></span>
            <Button className="button quiet" aria-pressed={isChosen} onPress={choose}>
                {t('plan.change')} <kbd>c</kbd> <kbd>{nth + 1}</kbd>
                <span className="unseen"> {told}</span>
            </Button>
            <Button className="button quiet" onPress={remove}>
                {t('plan.remove')} <kbd>r</kbd> <kbd>{nth + 1}</kbd>
                <span className="unseen"> {told}</span>
            </Button>
        </li>
    );
}

/** An edit in the language of the person, with what it names as the network calls it. */
export function draftTold(draft: Draft, network: NetworkTold, words: PlanWords): string {
    const {t} = words;
    const fields = TAKES[draft.kind].flatMap(key => {
        const value = given(draft, key);
        return value === undefined ? []
            : [`${t(`plan.field.${key}`)} ${valueTold(key, value, words)}`];
    });
    return [`${t(`plan.kind.${draft.kind}`)}: ${nameOf(draft.of, network, words)}`, ...fields]
        .join(', ');
}

function valueTold(key: DraftKey, value: string, {t}: PlanWords): string {
    return key === 'mode' && (value === 'road' || value === 'rail') ? t(`mode.${value}`) : value;
}

/** What it is called, and by which seed it is drawn. */
function Called({looked, opened}: {looked: PlanLooked; opened: Opened}): ReactNode {
    const {t} = usePlanWords();
    const {edit, search} = looked;
    const nameField = useFocusKey<HTMLInputElement>('n', t('plan.key.name'));
    const seedField = useFocusKey<HTMLInputElement>('i', t('plan.key.seed'));
    const seed = opened.seed ?? opened.told.seed;
    return (
        <div className="asked">
            <label>
                <span>{t('plan.called')} <kbd>n</kbd></span>
                <Typed input={nameField} value={opened.name} className="field long" type="text"
                    take={text => edit({...search, name: text.slice(0, 120) || undefined})}/>
            </label>
            <label>
                <span>{t('plan.seed')} <kbd>i</kbd></span>
                <Typed input={seedField} value={String(seed)} className="field" type="number"
                    take={text => edit({...search, seed: /^\d{1,9}$/.test(text) ? Number(text)
                        : undefined})}/>
            </label>
            <span className="soft">{t('plan.builds', {from: opened.from})}</span>
        </div>
    );
}

/** A field that is taken when it is left or Enter is pressed, not at every letter. */
function Typed({input, value, className, type, take}: {
    input: ReturnType<typeof useFocusKey<HTMLInputElement>>; value: string; className: string;
    type: 'text' | 'number'; take(text: string): void;
}): ReactNode {
    const [text, setText] = useState(value);
    const isLeft = useRef(false);
    useEffect(() => setText(value), [value]);
    return (
        <input ref={input} className={className} type={type} value={text}
            onChange={event => setText(event.target.value)}
            onBlur={() => {
                if (!isLeft.current && text !== value) take(text.trim());
                isLeft.current = false;
            }}
            onKeyDown={event => {
                if (event.key === 'Enter') event.currentTarget.blur();
                if (event.key !== 'Escape') return;
                isLeft.current = true;
                setText(value);
                event.currentTarget.blur();
            }}/>
    );
}
