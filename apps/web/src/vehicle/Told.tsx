import type {ReactNode} from 'react';
import type {Explained, TokenExplained, UnregisteredExplained} from '../data/explained.ts';
import {Money} from '../design/Money.tsx';
import {useWords, type Word} from '../words/words.ts';
import {Ask, type Explain} from './Ask.tsx';
import {ChargeTold} from './ChargeTold.tsx';
import {TripRows} from './TripRows.tsx';
import {Unmask} from './Unmask.tsx';

/** What `explain` tells: a charge with its grounds, a trip, or a token with its days. */
export function Told({found, explain}: {found: Explained; explain: Explain}): ReactNode {
    switch (found.about) {
        case 'charge': return <ChargeTold found={found} explain={explain}/>;
        case 'trip': return <TripRows trips={[found.trip]} explain={explain}/>;
        case 'unregistered': return <Unregistered tag={found.tag} explain={explain}/>;
        default: return <Token token={found.token} explain={explain}/>;
    }
}

function Token({token: told, explain}: {
    token: TokenExplained['token']; explain: Explain;
}): ReactNode {
    const {t} = useWords();
    const {token, vehicles, facts, wallets, passes = [], trips, hasMore} = told;
    return (
        <>
            <div className="head">
                <bdi className="sum">{token.replace('tag:', '')}</bdi>
                {token.startsWith('plate:') && <Unmask key={token} token={token}/>}
                {vehicles.filter(each => each !== token).map(each => (
                    <Ask key={each} what={each} explain={explain}>
                        {t('vehicle.on', {vehicle: each})}
                    </Ask>
                ))}
                {wallets.map(({account, balance}) => (
                    <span key={account}>
                        {t('vehicle.wallet', {tag: account.replace('wallet:tag:', '')})}{' '}
                        <Money of={balance}/>
                    </span>
                ))}
            </div>
            <ul className="facts figure">
                {facts.map(({id, kind, about, says, validFrom, place}) => (
                    <li key={id}><bdi>
                        {t(`fact.${kind}` as Word)} {about}{says ? `: ${says}` : ''} ·{' '}
                        {validFrom} ({id}, {place})
                    </bdi></li>
                ))}
            </ul>
            {passes.length > 0 && (
                <ul className="facts figure">
                    {passes.map(({window, amount}) => (
                        <li key={window}>
                            <Ask what={window} explain={explain}><bdi>{window}</bdi></Ask>{' '}
                            <Money of={amount}/>
                        </li>
                    ))}
                </ul>
            )}
            {trips.length === 0 ? <p className="note">{t('vehicle.notrips')}</p>
                : <TripRows trips={trips} explain={explain}/>}
            {hasMore && <p className="note">{t('vehicle.more')}</p>}
        </>
    );
}

function Unregistered({tag, explain}: {
    tag: UnregisteredExplained['tag']; explain: Explain;
}): ReactNode {
    const {t} = useWords();
    return (
        <>
            <div className="head">
                <bdi className="sum">{tag.token.replace('tag:', '')}</bdi>
                <span>{t('tag.unregistered', {count: tag.seen})}</span>
            </div>
            <ul className="facts figure">
                {tag.vehicles.map(({vehicle, passages}) => (
                    <li key={vehicle}>
                        {t('tag.went', {count: passages})}{' '}
                        <Ask what={vehicle} explain={explain}><bdi>{vehicle}</bdi></Ask>
                    </li>
                ))}
                {tag.inReview > 0 && <li>{t('tag.inReview', {count: tag.inReview})}</li>}
                {tag.unidentified > 0 && <li>{t('tag.nobody', {count: tag.unidentified})}</li>}
            </ul>
        </>
    );
}
