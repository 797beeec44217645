import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Case, Offer} from '../data/review.ts';
import {useWords, type Words} from '../words/words.ts';

/** Who it may have been, or as what: each with what speaks for it. */
export function Offers({found, chosen, choose}: {
    found: Case; chosen: number; choose(nth: number): void;
}): ReactNode {
    const {t} = useWords();
    if (found.offers.length === 0) return <p className="note">{t('review.nooffer')}</p>;
    return (
        <ol className="offers">
            {found.offers.map((offer, nth) => (
                <li key={`${offer.as} ${offer.token} ${offer.class}`}
                    data-chosen={nth === chosen || undefined}>
                    <Button className="link" aria-pressed={nth === chosen}
                        onPress={() => choose(nth)}>
                        <kbd>{nth + 1}</kbd> <strong><bdi>{nameOf(offer)}</bdi></strong>
                    </Button>
                    <Grounds offer={offer} passage={found.item.passage}/>
                </li>
            ))}
        </ol>
    );
}

function nameOf({as, token, class: name}: Offer): string {
    const [, plain = ''] = /^\w+:(.*)$/.exec(token ?? '') ?? [];
    return as === 'assign' || name === null ? plain : name.replace(/ \(.*\)$/, '');
}

function Grounds({offer, passage}: {offer: Offer; passage: number}): ReactNode {
    const words = useWords();
    const {t} = words;
    const {registered, neighbours} = offer;
    return (
        <>
            <p className="figure">{sureText(words, offer)}</p>
            {registered && (
                <p className="soft figure" dir="ltr">
                    {[registered.class, `tag ${registered.tag}`, registered.exemption === 'none'
                        ? '' : registered.exemption].filter(Boolean).join(' · ')}
                </p>
            )}
            {neighbours.length === 0 ? <p className="soft">{t('review.alone')}</p> : (
                <ul className="around figure" dir="ltr" aria-label={t('review.around')}>
                    {neighbours.map(each => (
                        <li key={each.passage}
                            className={each.passage === passage ? 'here' : undefined}>
                            {each.at.slice(11)} {each.point} {each.class ?? ''}
                        </li>
                    ))}
                </ul>
            )}
        </>
    );
}

function sureText({t, percent}: Words, {from, sure, offMs}: Offer): string {
    const off = offMs === null ? ''
        : t('review.off', {seconds: (Math.abs(offMs) / 1000).toFixed(0)});
    const told = sure === null ? t(`review.from.${from}`)
        : `${t(`review.from.${from}`)}, ${t('review.camera', {share: percent(sure)})}`;
    return [told, off].filter(Boolean).join('; ');
}
