import type {ReactNode} from 'react';
import type {Day, Term} from '../data/day.ts';
import {BALANCES, balanceNames, valueOf} from '../data/day-items.ts';
import {Money} from '../design/Money.tsx';
import {useWords} from '../words/words.ts';

/** The three balances as they are printed: every term with its count and its money. */
export function SheetBalances({day}: {day: Day}): ReactNode {
    const {t} = useWords();
    return (
        <table className="sums">
            <thead>
                <tr>
                    <th>{t('balance.title')}</th>
                    <th className="number">{t('balance.count')}</th>
                    <th className="number">{t('balance.money')}</th>
                </tr>
            </thead>
            {balanceNames.map(balance => (
                <tbody key={balance}>
                    <SumRow kind="whole" value={valueOf(day, balance, balance)}
                        name={t(`balance.${balance}`, {currency: day.corridor.currency.code})}/>
                    {BALANCES[balance].map(name => (
                        <SumRow key={name} kind={undefined} value={valueOf(day, balance, name)}
                            name={t(`balance.${name}`)}/>
                    ))}
                    <SumRow kind="rest" value={valueOf(day, balance, 'difference')}
                        name={t('balance.difference')}/>
                </tbody>
            ))}
        </table>
    );
}

function SumRow({name, value, kind}: {
    name: string; value: number | Term; kind: 'whole' | 'rest' | undefined;
}): ReactNode {
    const {count} = useWords();
    const isCount = typeof value === 'number';
    return (
        <tr className={kind}>
            <th scope="row">{name}</th>
            <td className="number figure"><bdi>{count(isCount ? value : value.count)}</bdi></td>
            <td className="number">{!isCount && <Money of={value.money}/>}</td>
        </tr>
    );
}
