import {Fragment, useLayoutEffect, useRef, type ReactNode, type RefObject} from 'react';
import {Button} from 'react-aria-components';
import {COLUMNS, type PromisedRow, type PromisedTold} from '../data/promised.ts';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {useFocusKey} from '../route/use-focus-key.ts';
import {useKey} from '../shell/keys.ts';
import {Cell} from './Cell.tsx';
import type {PromisedLooked} from './PromisedPage.tsx';
import {
    aspectName, csvRows, disagreeing, indicatorName, nameIn, rowKey, unitName,
} from './rows.ts';
import {usePromisedWords} from './use-promised-words.ts';
import {focusedIn, focusRow, walk} from './walk.ts';

/** Every indicator with its figures in four columns; each opens its source. */
export function PromisedTable({told, looked}: {
    told: PromisedTold; looked: PromisedLooked;
}): ReactNode {
    const {t} = usePromisedWords();
    const table = useRef<HTMLTableElement>(null);
    useBelowBar(table);
    const {rows, search, look} = looked;
    const save = (): void => saveCsv(`promised-${told.corridor}.csv`, csvRows(told, rows));
    const at = rows.findIndex(row => rowKey(row) === search.row);
    const go = (to: number): void => {
        const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
        if (!row) return;
        look({row: rowKey(row)});
        focusRow(table.current, rows.indexOf(row));
    };
    useKey('j', t('promised.key.next'), () => go(at + 1));
    useKey('k', t('promised.key.before'), () => go(at - 1));
    useKey('s', t('promised.key.source'), () => {
        const focused = focusedIn(table.current);
        if (focused) focused.click();
        else focusRow(table.current, Math.max(0, at))?.click();
    });
    useKey('e', t('charges.export'), save);
    return (
        <Panel title={t('promised.title')} actions={
            <Button className="button quiet" onPress={save}>
                {t('charges.export')} <kbd>e</kbd>
            </Button>
        }>
            <Filters all={told.rows.length} looked={looked}/>
            <table ref={table} className="promises" onKeyDown={event => walk(event, table.current)}>
                <thead>
                    <tr>
                        <th>{t('promised.indicator')}</th>
                        {COLUMNS.map(each => <th key={each}>{t(`promised.${each}`)}</th>)}
                    </tr>
                </thead>
                {told.pledges.map(({id, names, projects}) => (
                    <PledgeRows key={id} names={names} told={told} looked={looked}
                        projects={projects}/>
                ))}
            </table>
            {rows.length === 0 && <p className="note" role="status">{t('promised.nothing')}</p>}
            <p className="note">{t('promised.legend')}</p>
        </Panel>
    );
}

/** The table's head stays in sight below the bar, which is as high as the language makes it. */
function useBelowBar(table: RefObject<HTMLTableElement | null>): void {
    useLayoutEffect(() => {
        const bar = document.querySelector('.bar');
        if (!bar) return undefined;
        const watch = new ResizeObserver(() =>
            table.current?.style.setProperty('--bar', `${bar.getBoundingClientRect().height}px`));
        watch.observe(bar);
        return () => watch.disconnect();
    }, [table]);
}

function Filters({all, looked: {search, rows, look}}: {
    all: number; looked: PromisedLooked;
}): ReactNode {
    const {t} = usePromisedWords();
    const field = useFocusKey<HTMLInputElement>('f', t('promised.filter'));
    const toggle = (only: 'conflicts' | 'unmeasured') => (): void =>
        look({only: search.only === only ? undefined : only});
    useKey('d', t('promised.conflicts'), toggle('conflicts'));
    useKey('n', t('promised.gaps'), toggle('unmeasured'));
    return (
        <div className="filters note">
            <span>
                <input ref={field} className="field" type="search" value={search.find ?? ''}
                    aria-label={t('promised.filter')} placeholder={t('promised.filter')}
                    onChange={event => look({find: event.target.value || undefined})}
                    onKeyDown={event => {
                        if (event.key === 'Escape') event.currentTarget.blur();
                    }}/> <kbd>f</kbd>
            </span>
            <label className="row">
                <input type="checkbox" checked={search.only === 'conflicts'}
                    onChange={toggle('conflicts')}/>
                {t('promised.conflicts')} <kbd>d</kbd>
            </label>
            <label className="row">
                <input type="checkbox" checked={search.only === 'unmeasured'}
                    onChange={toggle('unmeasured')}/>
                {t('promised.gaps')} <kbd>n</kbd>
            </label>
            <span className="figure" role="status">
                {t('promised.shown', {shown: rows.length, all})}
            </span>
        </div>
    );
}

function PledgeRows({names, projects, told, looked}: {
    names: PromisedTold['pledges'][number]['names']; projects: readonly string[];
    told: PromisedTold; looked: PromisedLooked;
}): ReactNode {
    const words = usePromisedWords();
    const {rows} = looked;
    const shown = projects.filter(project => rows.some(row => row.project === project));
    const projectName = (project: string): string =>
        nameIn(words, told.projects.find(({id}) => id === project)!.names);
    const [only, ...others] = projects;
    const isOne = others.length === 0;
    const name = nameIn(words, names);
    if (shown.length === 0) return undefined;
    return (
        <tbody>
            <tr className="pledge-head">
                <th scope="rowgroup" colSpan={5}>
                    {name}
                    {isOne && projectName(only!) !== name && <small>{projectName(only!)}</small>}
                </th>
            </tr>
            {shown.map(project => (
                <Fragment key={project}>
                    {!isOne && (
                        <tr className="project">
                            <th scope="rowgroup" colSpan={5}>{projectName(project)}</th>
                        </tr>
                    )}
                    {rows.map((row, nth) => row.project === project && (
                        <Row key={rowKey(row)} row={row} nth={nth} looked={looked}
                            aspect={aspectName(words, row, told)}/>
                    ))}
                </Fragment>
            ))}
        </tbody>
    );
}

function Row({row, aspect, nth, looked}: {
    row: PromisedRow; aspect: string; nth: number; looked: PromisedLooked;
}): ReactNode {
    const words = usePromisedWords();
    const {t} = words;
    const key = rowKey(row);
    const count = disagreeing(row);
    return (
        <tr data-chosen={looked.search.row === key || undefined}>
            <th scope="row">
                {indicatorName(words, row)}
                {aspect !== '' && <>{t('promised.comma')} <bdi>{aspect}</bdi></>}{' '}
                <small>{unitName(words, row)}</small>
                {count > 0 && (
                    <Button className="link warned figure" data-row={nth} data-column={0}
                        data-from="rule"
                        onPress={() => looked.look({row: key, source: 'rule'})}>
                        ▲ {t('promised.disagree', {count})}
                    </Button>
                )}
            </th>
            {COLUMNS.map((column, at) => (
                <Cell key={column} row={row} column={column} nth={nth} at={at + 1} looked={looked}/>
            ))}
        </tr>
    );
}
