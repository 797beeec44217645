import type {ReactNode} from 'react';
import type {Leg, NetworkTold, OpeningTold, Origin, RouteTold} from '../data/network.ts';
import {Sheet} from '../shell/Sheet.tsx';
import {useWords, type Words} from '../words/words.ts';
import {hoursText, lossText, whatText, whereText} from './figures.ts';
import type {RouteLooked} from './RoutePage.tsx';
import {stretchesOf} from './stretches.ts';

/** Which sources a figure rests on. */
const RESTS_ON: Readonly<Record<string, readonly string[]>> = {
    km: ['length'], hours: ['length', 'speed', 'hours'],
    money: ['length', 'price', 'price-vehicle', 'money', 'toll'], loss: ['length', 'loss'],
};

/** Where a figure is from: value, range, source, date, status; Escape leads back to it. */
export function SourceSheet({network, looked}: {
    network: NetworkTold; looked: RouteLooked;
}): ReactNode {
    const words = useWords();
    const {t} = words;
    const {search: {source, leg = 0}, way, look} = looked;
    if (source === undefined) return undefined;
    const close = (): void => look({source: undefined});
    const crossing = source.startsWith('at:')
        ? network.crossings.find(({id}) => id === source.slice(3)) : undefined;
    if (crossing) {
        return (
            <Sheet title={crossing.name} onClose={close}>
                <h2><bdi>{crossing.name}</bdi></h2>
                <Openings openings={crossing.openings}/>
            </Sheet>
        );
    }
    if (!way || !Object.hasOwn(RESTS_ON, source)) return undefined;
    const legs = leg === 0 ? way.legs : stretchesOf(way.legs)[leg - 1]?.legs ?? [];
    if (legs.length === 0) return undefined;
    const title = leg === 0 ? t('route.total') : whereText(legs);
    return (
        <Sheet title={title} onClose={close}>
            <h2><bdi>{title}</bdi>: {t(`route.source.${source as 'km'}`)}</h2>
            {leg === 0 && (
                <p className="figure"><bdi>{valueText(words, way, source)}</bdi></p>
            )}
            {leg === 0 && looked.told && <Worth told={looked.told}/>}
            {legs.map(each => <Sources key={each.id + each.from} leg={each} of={source}/>)}
        </Sheet>
    );
}

/** What hours and goods are worth: assumed, and by it ways are chosen. */
function Worth({told: {values, currency}}: {told: RouteTold}): ReactNode {
    const {t, money} = useWords();
    return (
        <section>
            <h3>{t('route.worth')}</h3>
            <ul className="sources">
                {([['hour', values.hour], ['spread', values.spreadHour], ['goods', values.goods]] as
                    const).map(([what, {value, low, high, ...known}]) => (
                    <li key={what}>
                        <strong>{t(`route.worth.${what}`)}</strong>{' '}
                        <bdi className="figure">{currency} {money(String(value))}
                            {low !== null && high !== null
                                && ` (${money(String(low))} – ${money(String(high))})`}</bdi>
                        <Told told={known}/>
                    </li>
                ))}
            </ul>
        </section>
    );
}

function Openings({openings}: {openings: readonly OpeningTold[]}): ReactNode {
    const {t} = useWords();
    if (openings.length === 0) return <p>{t('route.crossing.unrecorded')}</p>;
    return (
        <ul className="sources">
            {openings.toReversed().map(each => (
                <li key={each.id}>
                    <strong>{t(`opening.${each.rule}`)}</strong>{' '}
                    <bdi>{each.firstDay ?? '…'} – {each.lastDay ?? '…'}</bdi>{' '}
                    {each.knownTo !== null && t('route.known', {day: each.knownTo})}
                    {each.open !== '' && <bdi dir="ltr"> {each.open}</bdi>}
                    <Told told={each}/>
                </li>
            ))}
        </ul>
    );
}

/** A leg with the figure in its range, what it rests on, and what others published beside. */
function Sources({leg, of}: {leg: Leg; of: string}): ReactNode {
    const words = useWords();
    const origins = leg.origins.filter(({what}) =>
        RESTS_ON[of]!.includes(what.split(' of ')[0]!));
    const observed = leg.observed.filter(({what}) => what === of);
    if (origins.length === 0) return undefined;
    return (
        <section>
            <h3>
                <bdi>{whereText([leg])}</bdi>{' '}
                <bdi className="figure">{valueText(words, leg, of)}</bdi>
            </h3>
            <ul className="sources">
                {origins.map(origin => (
                    <li key={origin.what + origin.line}>
                        <strong>{whatText(words, origin.what)}</strong>
                        <Told told={origin}/>
                    </li>
                ))}
                {observed.map(each => (
                    <li key={each.source + each.year + each.side + each.direction}>
                        <strong>{words.t('route.observed', {year: String(each.year)})}</strong>{' '}
                        <bdi className="figure">{words.rate(each.value)}</bdi>{' '}
                        <bdi>{each.side}</bdi>
                        <p><bdi lang="en" dir="ltr">{each.source}</bdi></p>
                    </li>
                ))}
            </ul>
        </section>
    );
}

type Amounts = Pick<Leg, 'lengthKm' | 'hours' | 'money' | 'lossPermille'>;

function valueText(
    words: Words, {lengthKm, hours, money, lossPermille}: Amounts, of: string,
): string {
    if (of === 'loss') return lossText(lossPermille);
    if (of === 'km') return words.rate(lengthKm);
    return of === 'hours'
        ? [hours.p10, hours.p50, hours.p90].map(each => hoursText(words, each)).join(' / ')
        : [money.low, money.median, money.high].map(words.money).join(' / ');
}

function Told({told}: {
    told: Pick<Origin, 'status' | 'source' | 'date'> & Partial<Pick<Origin, 'file' | 'line'>>;
}): ReactNode {
    const {t} = useWords();
    return (
        <p>
            <span className="soft">{t(`status.${told.status}`)} · <bdi>{told.date}</bdi></span><br/>
            <bdi lang="en" dir="ltr">{told.source}</bdi>
            {told.file !== undefined && (
                <><br/><small dir="ltr">{told.file}:{told.line}</small></>
            )}
        </p>
    );
}
