import {useRef, type ReactNode} from 'react';
import {useNetwork, type NetworkTold} from '../data/network.ts';
import {useComparison, type ComparisonTold, type PlanTold} from '../data/plan.ts';
import {useKey} from '../shell/keys.ts';
import {Claims} from './Claims.tsx';
import {FlowMap} from './FlowMap.tsx';
import {FlowTable} from './FlowTable.tsx';
import {Gains} from './Gains.tsx';
import {InputTable} from './InputTable.tsx';
import {PlanFrame} from './PlanFrame.tsx';
import {PlanSource} from './PlanSource.tsx';
import {RunPanel, useRunOf} from './RunPanel.tsx';
import {usePlanPage, type PlanLooked} from './use-plan-page.ts';
import {usePlanWords} from './use-plan-words.ts';
import {Waterfall} from './Waterfall.tsx';
import {Worth} from './Worth.tsx';

/** One scenario against another: worth and how sure, where, to whom, beside what was claimed. */
export function ComparePage(): ReactNode {
    return <PlanFrame of={plan => <Looked plan={plan}/>}/>;
}

/** What each part of the page needs. */
export interface Compared {
    json: ComparisonTold;
    looked: PlanLooked;
    network: NetworkTold;
}

function Looked({plan}: {plan: PlanTold}): ReactNode {
    const {t} = usePlanWords();
    const looked = usePlanPage(plan, '/compare');
    const {data: network} = useNetwork();
    const run = useRunOf(looked.check);
    const {data: json} = useComparison(run?.state === 'done' ? run.id : undefined);
    const isReady = json !== undefined && network && looked.opened !== undefined;
    return (
        <div className="plan" aria-busy={run?.state === 'running'}>
            <RunPanel looked={looked} page="/compare"/>
            {isReady && run?.state === 'done'
                ? <Parts json={json} looked={looked} network={network}/>
                : looked.opened && <p className="note">{t('plan.compare.none')}</p>}
        </div>
    );
}

function Parts(compared: Compared): ReactNode {
    const part = useRef<HTMLDivElement>(null);
    useFigureKeys(part, compared.looked);
    return (
        <div className="plan" ref={part}>
            <Worth {...compared}/>
            <div className="columns">
                <div className="column"><FlowMap {...compared}/><Gains {...compared}/></div>
                <div className="column"><Waterfall {...compared}/><Claims {...compared}/></div>
            </div>
            <FlowTable {...compared}/>
            <InputTable {...compared}/>
            <PlanSource {...compared}/>
        </div>
    );
}

/** `j` and `k` go from figure to figure, `s` and Enter open where one is from. */
function useFigureKeys(part: {current: HTMLDivElement | null}, {look}: PlanLooked): void {
    const {t} = usePlanWords();
    const go = (step: number): void => {
        const all = [...part.current?.querySelectorAll<HTMLElement>('[data-from]') ?? []];
        const now = all.indexOf(document.activeElement as HTMLElement);
        const next = all[Math.max(0, Math.min(all.length - 1, now + step))];
        next?.focus();
        next?.scrollIntoView({block: 'nearest'});
    };
    useKey('j', t('plan.key.next'), () => go(1));
    useKey('k', t('plan.key.before'), () => go(-1));
    useKey('s', t('plan.key.source'), () => {
        const focused = document.activeElement as HTMLElement | null;
        look({source: focused?.dataset['from'] ?? 'npv'});
    });
}
