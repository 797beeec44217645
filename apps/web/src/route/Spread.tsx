import type {ReactNode} from 'react';

/** A bar from p10 to p90 with a mark at p50, as a share of the most; the figures stand beside. */
export function Spread({low, mid, high, most}: {
    low: number | null; mid: number | null; high: number | null; most: number;
}): ReactNode {
    if (low === null || mid === null || high === null || most === 0) return undefined;
    const share = (value: number): string => `${(value / most * 100).toFixed(2)}%`;
    return (
        <span className="spread-bar figure" aria-hidden>
            <i className="sure" style={{inlineSize: share(low)}}/>
            <i className="unsure" style={{insetInlineStart: share(low), inlineSize: share(high - low)}}/>
            <i className="middle" style={{insetInlineStart: share(mid)}}/>
        </span>
    );
}
