import {Link, useNavigate} from '@tanstack/react-router';
import {useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {useRun, useRuns, type CheckTold, type RunTold} from '../data/plan.ts';
import {Panel} from '../design/Panel.tsx';
import {useFocusKey} from '../route/use-focus-key.ts';
import {useKey} from '../shell/keys.ts';
import type {PlanLooked} from './use-plan-page.ts';
import {usePlanWords, type PlanWords} from './use-plan-words.ts';
import {WhichScenario} from './WhichScenario.tsx';

const DRAWS = [0, 4, 50, 200, 1_000] as const;

/** The run that a checked question has; undefined while it has none. */
export function useRunOf(check: CheckTold | undefined): RunTold | undefined {
    const known = check && 'id' in check ? check.run : null;
    const {data} = useRun(known?.id);
    return data ?? known ?? undefined;
}

/** Runs what is asked, says how far it is, and cancels it. */
export function RunPanel({looked, page}: {
    looked: PlanLooked; page: '/scenario' | '/compare';
}): ReactNode {
    const {t} = usePlanWords();
    const {check, asked} = looked;
    const run = useRunOf(check);
    const runs = useRuns();
    const [refusal, setRefusal] = useState<string>();
    const isUnderWay = run?.state === 'waiting' || run?.state === 'running';
    const start = (): void => {
        if (!asked || isUnderWay || !check || 'faults' in check) return;
        setRefusal(undefined);
        runs.start(asked).catch((error: Error) => setRefusal(error.message));
    };
    const cancel = (): void => {
        if (isUnderWay) runs.cancel(run.id).catch((error: Error) => setRefusal(error.message));
    };
    const other = page === '/scenario' ? '/compare' : '/scenario';
    const see = t(page === '/scenario' ? 'plan.see' : 'plan.see.edits');
    const navigate = useNavigate();
    useKey('v', see, () => void navigate({to: other, search: looked.search}));
    useKey('Ctrl+enter', t('plan.run'), start);
    useKey('q', t('plan.cancel'), cancel);
    return (
        <Panel title={t(page === '/compare' ? 'plan.compared' : 'plan.running')}>
            <div className="asked">
                {page === '/compare' && <WhichScenario looked={looked}/>}
                <Against looked={looked}/>
                <Draws looked={looked}/>
                {isUnderWay ? (
                    <Button className="button" onPress={cancel}>
                        {t('plan.cancel')} <kbd>q</kbd>
                    </Button>
                ) : (
                    <Button className="button strong" onPress={start}
                        isDisabled={!check || 'faults' in check || run?.state === 'done'}>
                        {t('plan.run')} <kbd>Ctrl Enter</kbd>
                    </Button>
                )}
                <Link className="button" to={other} search={looked.search}>
                    {see} <kbd>v</kbd>
                </Link>
            </div>
            <Faults check={check}/>
            {refusal !== undefined && (
                <p className="note abnormal" role="alert">
                    ✕ <bdi lang="en" dir="ltr">{refusal}</bdi>
                </p>
            )}
            <Progress run={run}/>
        </Panel>
    );
}

function Against({looked: {plan, opened, look}}: {looked: PlanLooked}): ReactNode {
    const {t} = usePlanWords();
    const field = useFocusKey<HTMLSelectElement>('a', t('plan.key.against'));
    return (
        <label>
            <span>{t('plan.against')} <kbd>a</kbd></span>
            <select ref={field} className="field long" value={opened?.against}
                onChange={event => look({against: event.target.value})}>
                {plan.scenarios.map(({id, name}) => <option key={id} value={id}>{name}</option>)}
            </select>
        </label>
    );
}

function Draws({looked: {plan, search, look}}: {looked: PlanLooked}): ReactNode {
    const {t, count} = usePlanWords();
    const field = useFocusKey<HTMLSelectElement>('w', t('plan.key.draws'));
    const now = search.draws ?? plan.frame.draws;
    const choices = [...new Set([...DRAWS, plan.frame.draws, now])].toSorted((a, b) => a - b);
    return (
        <label>
            <span>{t('plan.draws')} <kbd>w</kbd></span>
            <select ref={field} className="field" value={now} onChange={event => look({
                draws: Number(event.target.value) === plan.frame.draws ? undefined
                    : Number(event.target.value),
            })}>
                {choices.map(each => <option key={each} value={each}>{count(each)}</option>)}
            </select>
        </label>
    );
}

/** What is wrong with it, each with file and line. */
function Faults({check}: {check: CheckTold | undefined}): ReactNode {
    const {t} = usePlanWords();
    if (!check || !('faults' in check)) return undefined;
    return (
        <div className="faults" role="alert">
            <p className="note abnormal">✕ {t('plan.faulty')}</p>
            <ul lang="en" dir="ltr">
                {check.faults.map(({file, line, column, what, found, expected}) => (
                    <li key={`${file}:${line}:${column} ${what}`}>
                        <code>{file}:{line}:{column}</code> {what}: found {found}, expected{' '}
                        {expected}
                    </li>
                ))}
                {check.faults.length === 0 && <li>{check.message}</li>}
            </ul>
        </div>
    );
}

function Progress({run}: {run: RunTold | undefined}): ReactNode {
    const words = usePlanWords();
    const {t} = words;
    if (!run) return <p className="note" role="status">{t('plan.run.none')}</p>;
    const {state, done, draws, message} = run;
    return (
        <div className="run" data-run={state}>
            <p className={state === 'failed' ? 'note abnormal' : 'note'} role="status">
                <span className="figure">{stateText(run, words)}</span>
                {message !== null && <> <bdi lang="en" dir="ltr">{message}</bdi></>}
            </p>
            {state === 'running' && (
                <progress className="figure" aria-label={t('plan.running')} max={Math.max(1, draws)}
                    {...done > 0 && {value: done}}/>
            )}
        </div>
    );
}

function stateText(run: RunTold, {t, count, rate}: PlanWords): string {
    const {state, before, done, draws, seconds} = run;
    if (state === 'waiting') return t('plan.run.waiting', {before: count(before)});
    if (state === 'running' && draws === 0 || done === 0 && state === 'running') {
        return t('plan.run.begun', {seconds: rate(seconds)});
    }
    if (state === 'running' && done >= draws) return t('plan.run.inputs', {seconds: rate(seconds)});
    return t(`plan.run.${state}`, {
        done: count(done), draws: count(draws), seconds: rate(seconds),
        left: count(Math.ceil(done === 0 ? 0 : seconds / done * (draws - done))),
    });
}
