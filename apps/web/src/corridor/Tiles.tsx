import type {ReactNode} from 'react';
import {isZero, total} from '../data/amount.ts';
import type {Day} from '../data/day.ts';
import {Money} from '../design/Money.tsx';
import {useWords} from '../words/words.ts';

/** The day in five figures, in vehicles and in money. */
export function Tiles({day}: {day: Day}): ReactNode {
    const {t, count} = useWords();
    const {balances: {detections, passages, charges}, corridor, vehiclesCharged} = day;
    const {code} = corridor.currency;
    const off = Math.abs(detections.difference) + Math.abs(passages.difference)
        + Math.abs(charges.difference.count);
    const isOff = off !== 0 || !isZero(charges.difference.money);
    const worth = total([
        passages.charged.money, passages.exempt.money, passages.inReview.money,
        passages.writtenOff.money,
    ]);
    const lost = passages.writtenOff.count + charges.lost.count;
    return (
        <dl className="tiles">
            <Tile name={t('tile.detected')} value={count(detections.detections)}>
                {t('tile.passages', {count: passages.passages})} · <Money of={worth} currency={code}/>
            </Tile>
            <Tile name={t('tile.charged')} value={count(passages.charged.count)}>
                <Money of={passages.charged.money} currency={code}/>
                {' · '}{t('tile.vehicles', {count: vehiclesCharged})}
            </Tile>
            <Tile name={t('tile.review')} value={count(passages.inReview.count)}>
                <Money of={passages.inReview.money} currency={code}/>
            </Tile>
            <Tile name={t('tile.lost')} value={count(lost)}>
                <Money of={total([passages.writtenOff.money, charges.lost.money])} currency={code}/>
            </Tile>
            <Tile name={t('tile.difference')} value={isOff ? `▲ ${count(off)}` : '0'} isOff={isOff}>
                <Money of={charges.difference.money} currency={code}/>
            </Tile>
        </dl>
    );
}

function Tile({name, value, isOff, children}: {
    name: string; value: string; isOff?: boolean; children: ReactNode;
}): ReactNode {
    return (
        <div className={isOff ? 'tile off' : 'tile'}>
            <dt>{name}</dt>
            <dd className="value figure"><bdi>{value}</bdi></dd>
            <dd className="under figure">{children}</dd>
        </div>
    );
}
