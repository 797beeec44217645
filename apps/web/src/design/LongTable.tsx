import {useVirtualizer} from '@tanstack/react-virtual';
import {useEffect, useEffectEvent, useRef, type ReactNode} from 'react';

const ROW_PIXELS = 26;

/** A table of which only the rows on the screen are drawn, however many there are. */
export function LongTable({name, head, count, row, shown, className, onRange}: {
    name: string; head: ReactNode; count: number; row(index: number): ReactNode;
    /** The row that must be seen; none where it is below 0. */
    shown: number; className: string;
    /** Told which rows are drawn, where they have to be asked for. */
    onRange?(first: number, last: number): void;
}): ReactNode {
    const frame = useRef<HTMLDivElement>(null);
    const rows = useVirtualizer({
        count, estimateSize: () => ROW_PIXELS, overscan: 12,
        getScrollElement: () => frame.current,
    });
    useEffect(() => {
        if (shown >= 0) rows.scrollToIndex(shown);
    }, [rows, shown]);
    const items = rows.getVirtualItems();
    const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
    const ranged = useEffectEvent((from: number, to: number) => onRange?.(from, to));
    useEffect(() => ranged(first, last), [first, last]);
    const before = items[0]?.start ?? 0;
    const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
    return (
        <div ref={frame} className="scroll long" tabIndex={0} role="group" aria-label={name}>
            <table className={className} aria-rowcount={count + 1}>
                <thead>{head}</thead>
                <tbody>
                    {before > 0 && <tr aria-hidden style={{blockSize: before}}/>}
                    {items.map(({index}) => row(index))}
                    {after > 0 && <tr aria-hidden style={{blockSize: after}}/>}
                </tbody>
            </table>
        </div>
    );
}
