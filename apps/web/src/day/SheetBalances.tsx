import type {ReactNode} from 'react';
import type {Day, Term} from '../data/day.ts';
import {Money} from '../design/Money.tsx';
import {useWords, type Word} from '../words/words.ts';

type Line = readonly [word: Word, value: number | Term, kind?: 'whole' | 'rest'];

/** The three balances as they are printed: every term with its count and its money. */
export function SheetBalances({day: {balances, corridor}}: {day: Day}): ReactNode {
    const {t} = useWords();
    const {detections: d, passages: p, charges: c} = balances;
    const {code} = corridor.currency;
    const parts: readonly (readonly [string, readonly Line[]])[] = [
        [t('balance.detections'), [
            ['balance.detections', d.detections, 'whole'], ['balance.identified', d.identified],
            ['balance.unidentifiable', d.unidentifiable], ['balance.false', d.false],
            ['balance.difference', d.difference, 'rest'],
        ]],
        [t('balance.passages'), [
            ['balance.passages', p.passages, 'whole'], ['balance.charged', p.charged],
            ['balance.exempt', p.exempt], ['balance.inReview', p.inReview],
            ['balance.writtenOff', p.writtenOff], ['balance.difference', p.difference, 'rest'],
        ]],
        [t('balance.charges', {currency: code}), [
            ['balance.charges', c.charges, 'whole'], ['balance.paid', c.paid],
            ['balance.open', c.open], ['balance.noticed', c.noticed],
            ['balance.disputed', c.disputed], ['balance.lost', c.lost],
            ['balance.difference', c.difference, 'rest'],
        ]],
    ];
    return (
        <table className="sums">
            <thead>
                <tr>
                    <th>{t('balance.title')}</th>
                    <th className="number">{t('balance.count')}</th>
                    <th className="number">{t('balance.money')}</th>
                </tr>
            </thead>
            {parts.map(([name, lines]) => (
                <tbody key={name}>
                    {lines.map(([word, value, kind]) => (
                        <SumRow key={word} value={value} kind={kind}
                            name={kind === 'whole' ? name : t(word)}/>
                    ))}
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
