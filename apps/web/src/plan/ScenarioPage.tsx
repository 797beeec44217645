import type {ReactNode} from 'react';
import type {PlanTold} from '../data/plan.ts';
import {useNetwork} from '../data/network.ts';
import {Panel} from '../design/Panel.tsx';
import {Edits} from './Edits.tsx';
import {PlanFrame} from './PlanFrame.tsx';
import {RunPanel} from './RunPanel.tsx';
import {ScenarioList} from './ScenarioList.tsx';
import {usePlanPage} from './use-plan-page.ts';
import {usePlanWords} from './use-plan-words.ts';
import {YamlTold} from './YamlTold.tsx';

/** What would be, if: a scenario made of edits, run, and to be read as its file. */
export function ScenarioPage(): ReactNode {
    return <PlanFrame of={plan => <Looked plan={plan}/>}/>;
}

function Looked({plan}: {plan: PlanTold}): ReactNode {
    const {t} = usePlanWords();
    const looked = usePlanPage(plan, '/scenario');
    const {data: network} = useNetwork();
    return (
        <div className="plan">
            <div className="columns narrow">
                <div className="column"><ScenarioList looked={looked}/></div>
                <div className="column">
                    {looked.opened && network ? (
                        <>
                            <Edits looked={looked} opened={looked.opened} network={network}/>
                            <RunPanel looked={looked} page="/scenario"/>
                            <YamlTold looked={looked} opened={looked.opened}/>
                        </>
                    ) : <Panel title={t('plan.opened')}>
                        <p className="note">{t('plan.open.one')}</p>
                    </Panel>}
                </div>
            </div>
        </div>
    );
}
