import {Link} from '@tanstack/react-router';
import {useEffect, useRef, useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Day} from '../data/day.ts';
import {
    figureOf, PAGE_ROWS, useDayItems, type DayItem, type DayTerm,
} from '../data/day-items.ts';
import {saveCsv} from '../design/csv.ts';
import {LongTable} from '../design/LongTable.tsx';
import {Money} from '../design/Money.tsx';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import {useWords, type Word} from '../words/words.ts';

/** What a figure of the balances counts, one by one, however many there are. */
export function Opened({day, term, close}: {
    day: Day; term: DayTerm; close(): void;
}): ReactNode {
    const {t, count} = useWords();
    const [pages, setPages] = useState<readonly number[]>([0]);
    const items = useDayItems(day.day, term, pages);
    const all = figureOf(day, term);
    const name = t(`balance.${term.split('.')[1]!}` as Word);
    useKey('Escape', t('ways.close'), close);
    const itemAt = (index: number): DayItem | undefined =>
        items.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
    const top = useRef<HTMLDivElement>(null);
    // Newer browsers answer it with a promise, which is no way to end an effect.
    useEffect(() => {
        void top.current?.scrollIntoView({block: 'start'});
    }, []);
    const save = (): void => saveCsv(`${term}-${day.day}.csv`, [
        ['time', 'id', 'where', 'by', 'charge', 'review', 'amount'],
        ...[...items.values()].flat().map(each => [each.at, each.id, each.place, each.by,
            each.charge ?? '', each.review ?? '', each.amount ?? '']),
    ]);
    return (
        <div ref={top} className="opened">
        <Panel title={`${t('ways.title', {term: name})} · ${count(all)}`} actions={
            <span className="row">
                <Button className="button quiet" onPress={save}>{t('charges.export')}</Button>
                <Button className="button quiet" onPress={close}>
                    {t('ways.close')} <kbd>Esc</kbd>
                </Button>
            </span>
        }>
            {all === 0 ? <p className="note">{t('ways.empty')}</p> : (
                <LongTable name={name} count={all} shown={-1} className="items"
                    onRange={(first, last) => setPages(pagesBetween(first, last))}
                    head={<Head/>}
                    row={index => <Row key={index} nth={index} item={itemAt(index)}/>}/>
            )}
        </Panel>
        </div>
    );
}

function pagesBetween(first: number, last: number): number[] {
    const [from, to] = [Math.floor(first / PAGE_ROWS), Math.floor(last / PAGE_ROWS)];
    return Array.from({length: to - from + 1}, (_, nth) => from + nth);
}

function Head(): ReactNode {
    const {t} = useWords();
    return (
        <tr>
            <th className="number">#</th><th>{t('ways.at')}</th><th>{t('ways.place')}</th>
            <th>{t('ways.by')}</th><th>{t('ways.what')}</th>
            <th className="number">{t('charges.amount')}</th>
        </tr>
    );
}

/** A row whose item has not come yet keeps its place. */
function Row({nth, item}: {nth: number; item: DayItem | undefined}): ReactNode {
    const {t, count, className} = useWords();
    if (!item) {
        return (
            <tr aria-rowindex={nth + 2}>
                <td className="number minor"><bdi>{count(nth + 1)}</bdi></td>
                <td colSpan={5} className="minor">…</td>
            </tr>
        );
    }
    const {at, place, by, charge, review, amount} = item;
    return (
        <tr aria-rowindex={nth + 2}>
            <td className="number minor"><bdi>{count(nth + 1)}</bdi></td>
            <td className="figure"><bdi>{at}</bdi></td>
            <td><bdi>{place}</bdi></td>
            <td>{amount === null ? t(`by.${by}` as Word) : className(by)}</td>
            <td>
                {charge !== null && (
                    <Link className="link" to="/vehicle" search={{what: charge}}>
                        <bdi>{charge}</bdi>
                    </Link>
                )}
                {charge === null && review !== null && (
                    <Link className="link" to="/review" search={{item: review}}>
                        {t('nav.review')} <bdi>{review.split(':')[0]}</bdi>
                    </Link>
                )}
            </td>
            <td className="number">{amount !== null && <Money of={amount}/>}</td>
        </tr>
    );
}
