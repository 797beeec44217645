import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {isZero} from '../data/amount.ts';
import type {Day, Term} from '../data/day.ts';
import {
    BALANCES, balanceNames, valueOf, type Balance as Of, type DayTerm,
} from '../data/day-items.ts';
import {Money} from '../design/Money.tsx';
import {Panel} from '../design/Panel.tsx';
import {useWords} from '../words/words.ts';

type Value = number | Term;

/** The three balances: the whole, its terms, and what is left over, which is nothing. */
export function Balances({day, opened}: {
    day: Day; opened: DayTerm | undefined;
}): ReactNode {
    const {t} = useWords();
    return (
        <Panel title={t('balance.title')}>
            <table className="balances">
                <thead className="unseen">
                    <tr><td/><td/><th>{t('balance.count')}</th><th>{t('balance.money')}</th></tr>
                </thead>
                {balanceNames.map(balance => (
                    <Balance key={balance} of={balance} day={day} opened={opened}/>
                ))}
            </table>
        </Panel>
    );
}

function Balance({of, day, opened}: {
    of: Of; day: Day; opened: DayTerm | undefined;
}): ReactNode {
    const {t, count} = useWords();
    const whole = valueOf(day, of, of);
    const rest = valueOf(day, of, 'difference');
    const {inferred, stations, undetected} = day.balances.passages;
    const isOff = typeof rest === 'number' ? rest !== 0 : rest.count !== 0 || !isZero(rest.money);
    return (
        <tbody>
            <Row kind="total" value={whole}>
                {t(`balance.${of}`, {currency: day.corridor.currency.code})}
            </Row>
            {BALANCES[of].map((name, index) => (
                <Row key={name} kind="term" value={valueOf(day, of, name)} whole={whole}>
                    <span className="sign">{index === 0 ? '=' : '+'}</span>
                    <Opening term={`${of}.${name}` as DayTerm} opened={opened}
                        name={t(`balance.${name}`)}/>
                </Row>
            ))}
            {of === 'passages' && (
                <tr className="beside"><td colSpan={4}>
                    {t('balance.beside', {
                        inferred: count(inferred), stations: count(stations),
                        undetected: count(undetected),
                    })}
                </td></tr>
            )}
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
