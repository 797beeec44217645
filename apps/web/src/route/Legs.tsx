import {useMemo, useRef, type KeyboardEvent, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Hours, MoneyRange, RouteTold, Way} from '../data/network.ts';
import type {Status} from '../data/day.ts';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';
import {Spread} from './Spread.tsx';
import {dollars, hoursText, kindText, lossText, rangeText, whereText} from './figures.ts';
import {legRows} from './leg-rows.ts';
import type {RouteLooked} from './RoutePage.tsx';
import {stretchesOf, type Stretch} from './stretches.ts';

const ORDER: readonly Status[] = ['measured', 'published', 'estimated', 'assumed'];

/** Time and money of the way, stretch by stretch; each figure opens its source. */
export function Legs({told, way, looked}: {
    told: RouteTold; way: Way; looked: RouteLooked;
}): ReactNode {
    const {t} = useWords();
    const {search, look} = looked;
    const stretches = useMemo(() => stretchesOf(way.legs), [way]);
    const table = useRef<HTMLTableElement>(null);
    const at = Math.min(search.leg ?? 0, stretches.length);
    const save = (): void => saveCsv(
        `route-${search.from}-${search.to}.csv`, legRows(way, told.currency));
    const go = (leg: number): void => {
        const to = Math.max(0, Math.min(stretches.length, leg));
        look({leg: to});
        figureAt(table.current, to, 'hours')?.focus();
    };
    useKey('j', t('route.key.next'), () => go(at + 1));
    useKey('k', t('route.key.before'), () => go(at - 1));
    useKey('s', t('route.key.source'), () => look({
        leg: at, source: focusedFigure(table.current) ?? 'hours',
    }));
    useKey('e', t('charges.export'), save);
    const most = mostOf(stretches);
    return (
        <Panel title={t('route.legs')} actions={
            <Button className="button quiet" onPress={save}>
                {t('charges.export')} <kbd>e</kbd>
            </Button>
        }>
            <div className="scroll">
                <table ref={table} className="legs" onKeyDown={event => walk(event, table.current)}>
                    <Head currency={told.currency}/>
                    <tbody>
                        <Total way={way} isChosen={search.leg === 0} looked={looked}/>
                        {stretches.map((stretch, nth) => (
                            <Row key={nth} stretch={stretch} nth={nth + 1} most={most}
                                isChosen={nth + 1 === search.leg} looked={looked}/>
                        ))}
                    </tbody>
                </table>
            </div>
            <p className="note">{t('route.legend')}</p>
        </Panel>
    );
}

function Head({currency}: {currency: string}): ReactNode {
    const {t} = useWords();
    return (
        <thead>
            <tr>
                <th>{t('route.leg')}</th><th>{t('route.leg.by')}</th>
                <th className="number">{t('unit.km')}</th>
                <th className="number">{t('route.hours')}</th><th>{t('route.hours.range')}</th>
                <th className="number">{currency}</th><th>{t('route.money.range')}</th>
                <th className="number">{t('route.loss')}</th>
                <th>{t('route.weakest')}</th>
            </tr>
        </thead>
    );
}

interface RowLooked {
    isChosen: boolean;
    looked: RouteLooked;
}

function Total({way, isChosen, looked}: {way: Way} & RowLooked): ReactNode {
    const words = useWords();
    const {t} = words;
    return (
        <tr className="total" data-chosen={isChosen || undefined}>
            <th scope="row">{t('route.total')}</th>
            <td>{way.waitHours > 0 && t('route.waiting', {hours: words.rate(way.waitHours)})}</td>
            <Figures nth={0} km={way.lengthKm} hours={way.hours} money={way.money}
                lossPermille={way.lossPermille} looked={looked}/>
            <td>{t(`status.${way.weakest}`)}</td>
        </tr>
    );
}

function Row({stretch, nth, most, isChosen, looked}: {
    stretch: Stretch; nth: number; most: Most;
} & RowLooked): ReactNode {
    const words = useWords();
    const {legs, km, hours, money, waitHours, lossPermille} = stretch;
    const worst = ORDER.findLast(status =>
        legs.some(leg => leg.origins.some(origin => origin.status === status)));
    return (
        <tr data-chosen={isChosen || undefined} data-kind={legs[0]!.kind}>
            <th scope="row"><bdi>{whereText(legs)}</bdi></th>
            <td>
                <bdi>{kindText(words, legs[0]!)}</bdi>
                {waitHours > 0 && (
                    <span className="warned"> {words.t('route.waiting', {
                        hours: words.rate(waitHours),
                    })}</span>
                )}
            </td>
            <Figures nth={nth} km={legs[0]!.kind === 'link' ? km : undefined} hours={hours}
                money={money} lossPermille={lossPermille} most={most} looked={looked}/>
            <td className="soft">{worst && words.t(`status.${worst}`)}</td>
        </tr>
    );
}

interface Most {
    hours: number;
    money: number;
}

function mostOf(stretches: readonly Stretch[]): Most {
    return {
        hours: Math.max(...stretches.map(({hours}) => hours.p90 ?? 0)),
        money: Math.max(...stretches.map(({money}) => Number(money.high))),
    };
}

function Figures({nth, km, hours, money, lossPermille, most, looked: {look}}: {
    nth: number; km: number | undefined; hours: Hours; money: MoneyRange; lossPermille: number;
    most?: Most; looked: RouteLooked;
}): ReactNode {
    const words = useWords();
    const figure = (of: 'km' | 'hours' | 'money' | 'loss', text: string): ReactNode => (
        <Button className="link figure" data-figure={of} data-row={nth}
            onPress={() => look({leg: nth, source: of})}>
            <bdi>{text}</bdi><span className="unseen"> {words.t(`route.source.${of}`)}</span>
        </Button>
    );
    return (
        <>
            <td className="number">{km !== undefined && figure('km', words.rate(km))}</td>
            <td className="number">{figure('hours', hoursText(words, hours.p50))}</td>
            <td className="spread">
                {most && <Spread low={hours.p10} mid={hours.p50} high={hours.p90} most={most.hours}/>}
                <small className="figure"><bdi>{rangeText(words, hours)}</bdi></small>
            </td>
            <td className="number">{figure('money', dollars(words, money.median))}</td>
            <td className="spread">
                {most && <Spread low={Number(money.low)} mid={Number(money.median)}
                    high={Number(money.high)} most={most.money}/>}
                <small className="figure"><bdi>
                    {dollars(words, money.low)} – {dollars(words, money.high)}
                </bdi></small>
            </td>
            <td className="number">{lossPermille > 0 && figure('loss', lossText(lossPermille))}</td>
        </>
    );
}

function figureAt(
    table: HTMLTableElement | null, row: number, figure: string,
): HTMLElement | null {
    return table?.querySelector<HTMLElement>(
        `[data-row="${row}"][data-figure="${figure}"]`) ?? null;
}

function focusedFigure(table: HTMLTableElement | null): string | undefined {
    const focused = document.activeElement;
    return focused instanceof HTMLElement && table?.contains(focused)
        ? focused.dataset['figure'] : undefined;
}

const FIGURES = ['km', 'hours', 'money', 'loss'];

/** Arrow keys walk from figure to figure as the page lies, from the right in Urdu. */
function walk(event: KeyboardEvent, table: HTMLTableElement | null): void {
    const {target} = event;
    if (!(target instanceof HTMLElement) || target.dataset['figure'] === undefined) return;
    const row = Number(target.dataset['row']);
    const column = FIGURES.indexOf(target.dataset['figure']);
    const ahead = document.documentElement.dir === 'rtl' ? -1 : 1;
    const [down, across] = {
        ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, ahead], ArrowLeft: [0, -ahead],
    }[event.key] ?? [0, 0];
    if (down === 0 && across === 0) return;
    event.preventDefault();
    figureAt(table, row + down!, FIGURES[column + across!] ?? '')?.focus();
}
