import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Case, Offer, Said} from '../data/review.ts';
import {Money} from '../design/Money.tsx';
import {Panel} from '../design/Panel.tsx';
import {useWords, type Word} from '../words/words.ts';
import {Offers} from './Offers.tsx';
import {StandIn} from './StandIn.tsx';
import {decisionReason, REJECTS} from './told.ts';

/** One item: what was seen, who it may have been, and what can be decided. */
export function CaseTold({found, currency, chosen, choose, take, reject}: {
    found: Case; currency: string; chosen: number; choose(nth: number): void;
    take(offer: Offer | undefined): void; reject(reason: string): void;
}): ReactNode {
    const words = useWords();
    const {t} = words;
    const {item, passage, trip, choices, decisions} = found;
    return (
        <Panel title={t(`reason.${item.reason}` as 'reason.no-tariff')} actions={
            <span className="row figure">
                <bdi>{item.id.split(':')[0]}</bdi>
                <strong><Money of={item.worth} currency={currency}/></strong>
                {t(item.holdsBack ? 'review.held' : 'review.meanwhile')}
            </span>
        }>
            <div className="case">
                <div>
                    {passage ? (
                        <>
                            <StandIn passage={passage} plates={found.plates}/>
                            <Sayings readings={passage.readings} plates={found.plates}/>
                        </>
                    ) : <p className="note">{t('review.merged')}</p>}
                    {trip !== null && (
                        <p className="note">
                            <Link className="link" to="/vehicle" search={{what: String(trip)}}>
                                {t('vehicle.trip', {trip: String(trip)})}
                            </Link>
                        </p>
                    )}
                    {decisions.map(({fact, decision, reason}) => (
                        <p key={fact} className="note">
                            {t('review.before', {
                                decision: t(`decision.${decision}` as Word),
                                reason: decisionReason(words, reason),
                            })}
                        </p>
                    ))}
                </div>
                <div>
                    <Offers found={found} chosen={chosen} choose={choose}/>
                    <p className="acts">
                        <Button className="button strong" isDisabled={!found.offers[chosen]}
                            onPress={() => take(found.offers[chosen])}>
                            {t('review.decide')} <kbd>Enter</kbd>
                        </Button>
                        {choices.includes('not-chargeable') && <Rejects reject={reject}/>}
                    </p>
                </div>
            </div>
        </Panel>
    );
}

function Sayings({readings, plates}: {
    readings: readonly Said[]; plates: Case['plates'];
}): ReactNode {
    const {t, className} = useWords();
    return (
        <table className="figure" dir="ltr">
            <tbody>
                {readings.map(({seq, device, at, tag, plate, isUnreadable, confidence, ...each}) => (
                    <tr key={seq}>
                        <td>{at.slice(11)}</td><td>{device}</td>
                        <td>
                            {[
                                tag, plate && (plates[plate] ?? plate),
                                isUnreadable ? t('review.unreadable') : null,
                                confidence?.toFixed(2), each.class && className(each.class),
                            ].filter(Boolean).join(' ')}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Rejects({reject}: {reject(reason: string): void}): ReactNode {
    const {t} = useWords();
    return REJECTS.map(([key, word, reason]) => (
        <Button key={key} className="button" onPress={() => reject(reason)}>
            {t(word)} <kbd>R</kbd> <kbd>{key}</kbd>
        </Button>
    ));
}
