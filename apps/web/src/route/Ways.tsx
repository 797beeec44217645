import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Because, NetworkTold, Way} from '../data/network.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import {useWords, type Words} from '../words/words.ts';
import type {RouteLooked} from './RoutePage.tsx';
import {dollars, hoursText, lossText, modeName, rangeText} from './figures.ts';

/** What became of the question, and the ways there are, each to be chosen. */
export function Ways({network, looked}: {network: NetworkTold; looked: RouteLooked}): ReactNode {
    const {t} = useWords();
    const {told, search, way} = looked;
    return (
        <Panel title={t('route.ways')}>
            <div role="status" className="answer">
                {told ? <Answer network={network} looked={looked}/>
                    : <p className="note">{t(search.from === undefined || search.to === undefined
                        || search.from === search.to ? 'route.ask' : 'loading')}</p>}
            </div>
            {told && (
                <ol className="ways">
                    {told.routes.map((each, nth) => (
                        <WayTold key={nth} nth={nth + 1} told={each} network={network}
                            currency={told.currency} isChosen={each === way}
                            choose={() => looked.look({way: nth + 1, leg: undefined})}/>
                    ))}
                </ol>
            )}
        </Panel>
    );
}

function WayTold({nth, told, network, currency, isChosen, choose}: {
    nth: number; told: Way; network: NetworkTold; currency: string; isChosen: boolean;
    choose(): void;
}): ReactNode {
    const words = useWords();
    const {t} = words;
    useKey(String(nth), t('route.key.way', {nth}), choose);
    return (
        <li data-chosen={isChosen || undefined}>
            <Button className="link" aria-pressed={isChosen} onPress={choose}>
                <kbd>{nth}</kbd> <bdi>{over(words, network, told.crossings)}</bdi>
            </Button>
            <span className="soft">{told.modes.map(mode => modeName(t, mode)).join(' + ')}</span>
            <span className="figure"><bdi>{words.rate(told.lengthKm)}</bdi> {t('unit.km')}</span>
            <span className="figure">
                <bdi>{hoursText(words, told.hours.p50)}</bdi> {t('unit.h')}
            </span>
            <span className="figure"><bdi>{currency} {dollars(words, told.money.median)}</bdi></span>
            <small className="soft"><bdi>
                {rangeText(words, told.hours)} {t('unit.h')} · {currency}{' '}
                {dollars(words, told.money.low)} – {dollars(words, told.money.high)} ·{' '}
                {lossText(told.lossPermille)} ‰
            </bdi></small>
            <span className="soft">{t('route.share', {share: words.percent(told.share)})}</span>
        </li>
    );
}

function over(words: Words, network: NetworkTold, crossings: readonly string[]): string {
    return crossings.length === 0 ? words.t('route.over.none')
        : crossings.map(id => crossingName(network, id)).join(' · ');
}

export function crossingName({crossings}: NetworkTold, id: string): string {
    return crossings.find(crossing => crossing.id === id)?.name ?? id;
}

function whenText({t}: Words, {rule, firstDay, lastDay, open}: Because): string {
    if (rule === 'season') return t('route.because.season', {open: open.replace('..', ' – ')});
    if (firstDay === null) return t('route.because.asked');
    return lastDay === null ? t('route.because.further', {first: firstDay})
        : t('route.because.until', {first: firstDay, last: lastDay});
}

/** The named states: there is a way, it waits, it turns, it gives up, there is no way. */
function Answer({network, looked: {told, way}}: {
    network: NetworkTold; looked: RouteLooked;
}): ReactNode {
    const words = useWords();
    const {t} = words;
    const verdict = told!.verdict ?? {
        kind: told!.routes.length > 0 ? 'open' as const : 'no-way' as const,
        waits: [], insteadOf: [], taken: [], because: [], free: null,
    };
    const isBad = ['no-way', 'gives-up', 'too-late'].includes(verdict.kind);
    const isRoad = verdict.kind === 'turns' && verdict.taken.join() === verdict.insteadOf.join();
    const closed = told!.dated || !way ? [] : network.crossings.flatMap(({id, name, openings}) =>
        openings.filter(({rule, lastDay}) => rule === 'shut' && lastDay === null
            && way.crossings.includes(id)).map(opening => ({...opening, name})));
    return (
        <>
            <p className={isBad ? 'note abnormal' : 'note'} data-verdict={verdict.kind}>
                {isBad ? '✕ ' : verdict.kind === 'turns' ? '↷ ' : ''}
                {t(`route.verdict.${isRoad ? 'turns-road' as const : verdict.kind}`, {
                    hours: words.rate(verdict.free?.hours ?? 0),
                    taken: over(words, network, verdict.taken),
                    instead: over(words, network, verdict.insteadOf),
                })}
            </p>
            {verdict.waits.map(wait => (
                <p key={`${wait.at} ${wait.from}`} className="note">{t('route.waits', {
                    at: crossingName(network, wait.at), hours: words.rate(wait.hours),
                    from: wait.from.slice(0, 10),
                })}</p>
            ))}
            {verdict.because.map(each => (
                <p key={each.opening} className="note">{t('route.because', {
                    at: crossingName(network, each.of), when: whenText(words, each),
                })} <small><bdi lang="en" dir="ltr">{each.source}</bdi></small></p>
            ))}
            {told!.lastKnown.map(({of, knownTo}) => (
                <p key={of} className="note warned">▲ {t('route.last-known', {
                    at: crossingName(network, of), known: knownTo,
                })}</p>
            ))}
            {told!.unusedOpened.map(({id, from, to, km}) => (
                <p key={id} className="note warned">▲ {t('route.unused', {
                    id, from, to, km: words.rate(km),
                })}</p>
            ))}
            {closed.map(each => (
                <p key={each.id} className="note warned">▲ {t('route.closed', {
                    at: each.name, since: each.firstDay ?? '?', known: each.knownTo ?? '?',
                })}</p>
            ))}
        </>
    );
}
