import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {COLUMNS, type Made, type PromisedRow, type PromisedTold, type Told}
    from '../data/promised.ts';
import {Sheet} from '../shell/Sheet.tsx';
import {dayOf} from './Pledges.tsx';
import type {PromisedLooked} from './PromisedPage.tsx';
import {
    aspectName, figureText, indicatorName, nameIn, rowKey, saidIn, unitName, valueText,
} from './rows.ts';
import {
    usePromisedWords, type PromisedWord, type PromisedWords,
} from './use-promised-words.ts';

/** Where a figure is from, which rule picks among several, or what would count as measured. */
export function FigureSource({told, looked: {search, look}}: {
    told: PromisedTold; looked: PromisedLooked;
}): ReactNode {
    const words = usePromisedWords();
    const {source} = search;
    const row = told.rows.find(each => rowKey(each) === search.row);
    if (source === undefined || !row) return undefined;
    const figure = COLUMNS.flatMap(column => row[column]).find(({id}) => id === source);
    const isRule = source === 'rule' && row.choice !== null;
    if (!figure && !isRule && source !== 'unmeasured') return undefined;
    const project = nameIn(words, told.projects.find(({id}) => id === row.project)!.names);
    const aspect = aspectName(words, row, told);
    const title = indicatorName(words, row)
        + (aspect === '' ? '' : `${words.t('promised.comma')} ${aspect}`);
    return (
        <Sheet title={title} onClose={() => look({source: undefined})}>
            <p className="soft"><bdi>{project}</bdi></p>
            <h2><bdi>{title}</bdi></h2>
            {figure ? <FigureTold row={row} told={figure}/>
                : isRule ? <RuleTold row={row}/> : <CountsTold row={row}/>}
        </Sheet>
    );
}

function FigureTold({row, told}: {row: PromisedRow; told: Told}): ReactNode {
    const words = usePromisedWords();
    const {t} = words;
    const isTaken = row.choice?.chosen === told.id;
    return (
        <>
            <p className="value">
                <bdi className="figure" data-exact={told.figure?.value ?? ''}>
                    {figureText(words, told, row.unit)}
                </bdi>{' '}
                {told.figure && <small>{unitName(words, row)}</small>}
            </p>
            {isTaken && <p>● {t('promised.taken')}: {ruleText(words, row)}</p>}
            <Evidence row={row} told={told}/>
        </>
    );
}

/** A word and what it says, where it says something. */
type Line = readonly [word: PromisedWord, value: ReactNode];

function Evidence({row, told}: {row: PromisedRow; told: Told}): ReactNode {
    const words = usePromisedWords();
    const {t} = words;
    const {made, party, date, due, source, status, note, at} = told;
    const isMeasured = row.measured.includes(told);
    const said = made?.kind === 'scenario' ? 'promised.source.reckoned'
        : isMeasured ? 'promised.source.measuredby' : 'promised.source.said';
    const english = (text: string): ReactNode => <bdi lang="en" dir="ltr">{text}</bdi>;
    const lines: Line[] = [
        [said, made?.kind === 'journeys' && !isMeasured ? '' : english(party)],
        ['promised.source.date', <bdi key="date" dir="ltr">{date}</bdi>],
        ['promised.source.due', due && !made ? <bdi dir="ltr">{due}</bdi> : ''],
        ['promised.source.source', made ? '' : english(source)],
        ...made ? madeLines(words, made, told) : [],
        ['promised.source.status', t(`status.${status}`)],
        ['promised.source.note', note && english(note)],
        ['promised.source.at', at && <small lang="en" dir="ltr">{at}</small>],
    ];
    return (
        <>
            <dl className="evidence">
                {lines.filter(([, value]) => value !== '').map(([word, value]) => (
                    <div key={word} style={{display: 'contents'}}>
                        <dt>{t(word)}</dt><dd>{value}</dd>
                    </div>
                ))}
            </dl>
            {made && <Onward made={made}/>}
        </>
    );
}

function madeLines(words: PromisedWords, made: Made, {figure}: Told): Line[] {
    const {t, amount} = words;
    if (made.kind === 'scenario') {
        return [
            ['promised.source.scenario', <bdi key="name" lang="en" dir="ltr">{made.name}</bdi>],
            ['promised.source.figure',
                <bdi key="figure" lang="en" dir="ltr">{made.figure}, {made.year}</bdi>],
            ['promised.source.range', (
                <span key="range">
                    <bdi className="figure">
                        {amount(figure!.low)} – {amount(figure!.high)}
                    </bdi>{' '}
                    {t('promised.source.draws', {
                        draws: words.count(made.draws), seed: String(made.seed),
                    })}
                </span>
            )],
            ['promised.source.digest', (
                <small key="digest" dir="ltr">
                    {made.digest.slice(0, 16)}, {dayOf(made.atMs)}
                </small>
            )],
        ];
    }
    const number = (value: number): string => valueText(words, Math.round(value * 10) / 10, '');
    return [
        ['promised.source.counted', (
            <span key="counted" className="figure">
                {t('promised.source.share', {counted: number(made.counted), of: number(made.of)})}
            </span>
        )],
        ['promised.source.world', made.from.some(each => each.startsWith('world:'))
            ? <bdi lang="en" dir="ltr">{made.from.join(', ')}</bdi> : ''],
    ];
}

function Onward({made}: {made: Made}): ReactNode {
    const {t} = usePromisedWords();
    return (
        <p>
            {made.kind === 'scenario' ? (
                <Link className="link" to="/scenario" search={{open: made.scenario}}>
                    {t('promised.source.open.scenario')}
                </Link>
            ) : (
                <Link className="link" to="/day" search={{day: made.lastDay}}>
                    {t('promised.source.open.day')}
                </Link>
            )}
        </p>
    );
}

function ruleText({t}: PromisedWords, {choice}: PromisedRow): string {
    return t(`promised.rule.${choice!.rule}` as PromisedWord);
}

function RuleTold({row}: {row: PromisedRow}): ReactNode {
    const words = usePromisedWords();
    const {t} = words;
    const {why, chosen} = row.choice!;
    return (
        <>
            <dl className="evidence">
                <dt>{t('promised.rule')}</dt><dd>{ruleText(words, row)}</dd>
                <dt>{t('promised.rule.why')}</dt><dd><bdi lang="en" dir="ltr">{why}</bdi></dd>
            </dl>
            <ul className="sources">
                {saidIn(row).map(each => (
                    <li key={each.id}>
                        {each.id === chosen && '● '}
                        <bdi className="figure">{figureText(words, each, row.unit)}</bdi>{' '}
                        <bdi lang="en" dir="ltr">{each.party}, {each.date}; {each.source}
                            {each.note !== '' && ` (${each.note})`}</bdi><br/>
                        <small lang="en" dir="ltr">{each.at}</small>
                    </li>
                ))}
            </ul>
        </>
    );
}

function CountsTold({row}: {row: PromisedRow}): ReactNode {
    const {t} = usePromisedWords();
    return (
        <>
            <p>{t('promised.unmeasured')}</p>
            <dl className="evidence">
                <dt>{t('promised.counts')}</dt>
                <dd><bdi lang="en" dir="ltr">{row.countsAsMeasured}</bdi></dd>
            </dl>
        </>
    );
}
