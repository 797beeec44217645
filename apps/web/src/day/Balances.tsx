import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {isZero} from '../data/amount.ts';
import type {Day, Term} from '../data/day.ts';
import type {DayTerm} from '../data/day-items.ts';
import {Money} from '../design/Money.tsx';
import {Panel} from '../design/Panel.tsx';
import {useWords, type Word} from '../words/words.ts';

type Value = number | Term;

/** The three balances: the whole, its terms, and what is left over, which is nothing. */
export function Balances({day, opened}: {
    day: Day; opened: DayTerm | undefined;
}): ReactNode {
    const {t, count} = useWords();
    const {detections: d, passages: p, charges: c} = day.balances;
    return (
        <Panel title={t('balance.title')}>
            <table className="balances">
                <thead className="unseen">
                    <tr><td/><td/><th>{t('balance.count')}</th><th>{t('balance.money')}</th></tr>
                </thead>
                <Balance of="detections" opened={opened} name={t('balance.detections')}
                    whole={d.detections} rest={d.difference}
                    terms={[['balance.identified', d.identified],
                        ['balance.unidentifiable', d.unidentifiable], ['balance.false', d.false]]}/>
                <Balance of="passages" opened={opened} name={t('balance.passages')}
                    whole={p.passages} rest={p.difference}
                    terms={[['balance.charged', p.charged], ['balance.exempt', p.exempt],
                        ['balance.inReview', p.inReview], ['balance.writtenOff', p.writtenOff]]}
                    beside={t('balance.beside', {
                        inferred: count(p.inferred), stations: count(p.stations),
                        undetected: count(p.undetected),
                    })}/>
                <Balance of="charges" opened={opened} whole={c.charges} rest={c.difference}
                    name={t('balance.charges', {currency: day.corridor.currency.code})}
                    terms={[['balance.paid', c.paid], ['balance.open', c.open],
                        ['balance.noticed', c.noticed], ['balance.disputed', c.disputed],
                        ['balance.lost', c.lost]]}/>
            </table>
        </Panel>
    );
}

function Balance({of, opened, name, whole, terms, rest, beside}: {
    of: 'detections' | 'passages' | 'charges'; opened: DayTerm | undefined; name: string;
    whole: Value; terms: readonly (readonly [Word, Value])[]; rest: Value;
    beside?: string;
}): ReactNode {
    const {t} = useWords();
    const isOff = typeof rest === 'number' ? rest !== 0 : rest.count !== 0 || !isZero(rest.money);
    return (
        <tbody>
            <Row kind="total" value={whole}>{name}</Row>
            {terms.map(([word, value], index) => (
                <Row key={word} kind="term" value={value} whole={whole}>
                    <span className="sign">{index === 0 ? '=' : '+'}</span>
                    <Opening term={`${of}.${word.split('.')[1]!}` as DayTerm} opened={opened}
                        name={t(word)}/>
                </Row>
            ))}
            {beside !== undefined && <tr className="beside"><td colSpan={4}>{beside}</td></tr>}
            <Row kind="rest" value={rest}>
                {isOff ? <span className="abnormal">▲ {t('balance.abnormal')}</span>
                    : t('balance.difference')}
            </Row>
        </tbody>
    );
}

/** A term opens down to the things that it counts; which one is open stands in the address. */
function Opening({term, opened, name}: {
    term: DayTerm; opened: DayTerm | undefined; name: string;
}): ReactNode {
    const isOpen = term === opened;
    return (
        <Link className="link" to="/day" aria-expanded={isOpen} resetScroll={false}
            search={before => ({...before, term: isOpen ? undefined : term})}>
            {name}
        </Link>
    );
}

function Row({kind, value, whole, children}: {
    kind: string; value: Value; whole?: Value; children: ReactNode;
}): ReactNode {
    const {count} = useWords();
    const isCount = typeof value === 'number';
    const share = whole === undefined || countOf(whole) === 0 ? 0
        : countOf(value) / countOf(whole);
    return (
        <tr className={kind}>
            <td>{children}</td>
            <td aria-hidden className="stretch figure">
                {whole !== undefined && <i style={{inlineSize: `${share * 100}%`}}/>}
            </td>
            <td className="number figure"><bdi>{count(isCount ? value : value.count)}</bdi></td>
            <td className="number">{!isCount && <Money of={value.money}/>}</td>
        </tr>
    );
}

function countOf(value: Value): number {
    return typeof value === 'number' ? value : value.count;
}
