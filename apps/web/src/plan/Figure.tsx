import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Status} from '../data/day.ts';
import type {PlanLooked} from './use-plan-page.ts';
import {usePlanWords} from './use-plan-words.ts';

/** A figure that opens where it is from. */
export function Figure({from, text, looked}: {
    from: string; text: string; looked: PlanLooked;
}): ReactNode {
    const {t} = usePlanWords();
    return (
        <Button className="link figure" data-from={from}
            onPress={() => looked.look({source: from})}>
            <bdi>{text}</bdi><span className="unseen"> {t('plan.where')}</span>
        </Button>
    );
}

/** The mark of what is no measurement. */
export function Mark({status}: {status: Status}): ReactNode {
    const {t} = usePlanWords();
    return <span className={`how-known ${status}`}>{SIGNS[status]} {t(`status.${status}`)}</span>;
}

const SIGNS = {measured: '●', published: '■', estimated: '≈', assumed: '◇'} as const;

/** A bar from one value to another, as shares of a scale that holds them all. */
export function Bar({from, to, least, most}: {
    from: number; to: number; least: number; most: number;
}): ReactNode {
    const width = most - least || 1;
    const share = (value: number): string => `${((value - least) / width * 100).toFixed(2)}%`;
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    return (
        <span className="plan-bar figure" aria-hidden>
            <i className={to < from ? 'fall' : 'rise'} style={{
                insetInlineStart: share(low), inlineSize: share(least + high - low),
            }}/>
            <i className="nothing" style={{insetInlineStart: share(0)}}/>
        </span>
    );
}
