import {Suspense, type ReactNode} from 'react';
import {usePlan, type PlanTold} from '../data/plan.ts';
import {Waiting} from '../design/Waiting.tsx';
import style from './plan.page.css';
import {usePlanWords} from './use-plan-words.ts';

/** What stands around a page of plans: its style and words, and that there are scenarios. */
export function PlanFrame({of}: {of(plan: PlanTold): ReactNode}): ReactNode {
    return (
        <>
            <link rel="stylesheet" href={style} precedence="page"/>
            <Suspense fallback={<Waiting isError={false}/>}><Told of={of}/></Suspense>
        </>
    );
}

function Told({of}: {of(plan: PlanTold): ReactNode}): ReactNode {
    const {t} = usePlanWords();
    const {data: plan, isError, error} = usePlan();
    if (plan === null) return <p className="note" role="status">{t('plan.none')}</p>;
    if (plan) return of(plan);
    return (
        <>
            <Waiting isError={isError}/>
            {isError ? <p className="note"><bdi lang="en" dir="ltr">{error.message}</bdi></p>
                : <p className="note">{t('plan.reading')}</p>}
        </>
    );
}
