import type {ReactNode} from 'react';
import {total} from '../data/amount.ts';
import type {Day} from '../data/day.ts';
import {Money} from '../design/Money.tsx';
import {Panel} from '../design/Panel.tsx';
import {useWords, type Word} from '../words/words.ts';

/** What should have come in, what has, and where the rest is, by cause. */
export function Collected({day: {balances: {passages, charges}, corridor}}: {
    day: Day;
}): ReactNode {
    const {t} = useWords();
    const {code} = corridor.currency;
    const rest: readonly [Word, string][] = [
        ['balance.inReview', passages.inReview.money], ['balance.open', charges.open.money],
        ['balance.noticed', charges.noticed.money], ['balance.disputed', charges.disputed.money],
        ['balance.lost', charges.lost.money],
    ];
    const expected = total([charges.charges.money, passages.inReview.money]);
    const all = Number(expected);
    const row = (name: string, of: string, kind: string): ReactNode => (
        <tr key={name} className={kind}>
            <th scope="row">{name}</th>
            <td aria-hidden className="stretch figure">
                <i style={{inlineSize: `${all === 0 ? 0 : Number(of) / all * 100}%`}}/>
            </td>
            <td className="number"><Money of={of}/></td>
        </tr>
    );
    return (
        <Panel title={t('collected.title', {currency: code})}>
            <table className="collected">
                <tbody>
                    {row(t('collected.expected'), expected, 'total')}
                    {row(t('collected.collected'), charges.paid.money, 'total')}
                    {rest.map(([word, money]) => row(t(word), money, 'rest'))}
                </tbody>
            </table>
        </Panel>
    );
}
