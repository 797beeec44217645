import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Pledge, PromisedRow, PromisedTold} from '../data/promised.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import type {PromisedLooked} from './PromisedPage.tsx';
import {nameIn} from './rows.ts';
import {usePromisedWords, type PromisedWords} from './use-promised-words.ts';

/** The commitments of the plan, each with how much of it was measured; one shows its rows alone. */
export function Pledges({told, looked}: {told: PromisedTold; looked: PromisedLooked}): ReactNode {
    const words = usePromisedWords();
    const {t} = words;
    return (
        <Panel title={t('promised.pledges')}>
            <ul className="pledges">
                {told.pledges.map((pledge, nth) => (
                    <OnePledge key={pledge.id} pledge={pledge} nth={nth + 1} looked={looked}
                        rows={told.rows.filter(({project}) => pledge.projects.includes(project))}/>
                ))}
            </ul>
            <p className="note standing" data-plan={told.plan.state}>
                <span className="figure">{planText(words, told)}</span>
                <span className="figure">{journeysText(words, told)}</span>
            </p>
        </Panel>
    );
}

const MOST_KEYS = 9;

function OnePledge({pledge, nth, rows, looked: {search, look}}: {
    pledge: Pledge; nth: number; rows: readonly PromisedRow[]; looked: PromisedLooked;
}): ReactNode {
    const words = usePromisedWords();
    const {t} = words;
    const name = nameIn(words, pledge.names);
    const isChosen = search.pledge === pledge.id;
    const toggle = (): void => look({
        pledge: isChosen ? undefined : pledge.id, row: undefined, source: undefined,
    });
    const conflicts = rows.filter(({choice}) => choice !== null).length;
    return (
        <li data-chosen={isChosen || undefined}>
            <Button className="pledge" aria-pressed={isChosen} onPress={toggle}>
                <strong>{name}</strong>
                {nth <= MOST_KEYS && <PledgeKey nth={nth} name={name} toggle={toggle}/>}
                <span className="figure">{t('promised.indicators', {count: rows.length})}</span>
                <span className="figure">{t('promised.of', {
                    measured: rows.filter(({isMeasured}) => isMeasured).length, conflicts,
                })}</span>
            </Button>
        </li>
    );
}

function PledgeKey({nth, name, toggle}: {
    nth: number; name: string; toggle(): void;
}): ReactNode {
    const {t} = usePromisedWords();
    useKey(String(nth), t('promised.key.pledge', {pledge: name}), toggle);
    return <kbd>{nth}</kbd>;
}

function planText({t, count}: PromisedWords, {plan}: PromisedTold): string {
    switch (plan.state) {
        case 'none': return '';
        case 'failed': return `▲ ${t('promised.plan.failed')}: ${plan.message}`;
        case 'running': return t('promised.plan.running', {
            done: count(plan.done), of: count(plan.of),
        });
        case 'kept': return t('promised.plan.kept', {
            day: dayOf(plan.atMs), draws: count(plan.draws), seed: String(plan.seed),
        });
    }
}

/** The day of a moment, as records write it. */
export function dayOf(atMs: number): string {
    return new Date(atMs).toISOString().slice(0, 10);
}

function journeysText({t, count}: PromisedWords, {journeys}: PromisedTold): string {
    if (!journeys || journeys.firstDay === '') return '';
    const {origin, firstDay, lastDay, passages} = journeys;
    return t(`promised.journeys.${origin}`, {
        days: firstDay === lastDay ? firstDay : `${firstDay} – ${lastDay}`,
        passages: count(passages),
    });
}
