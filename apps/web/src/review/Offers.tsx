import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Case, Offer} from '../data/review.ts';
import {useWords, type Words} from '../words/words.ts';
import {registeredText} from './told.ts';

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
                        <kbd>{nth + 1}</kbd>{' '}
                        <strong><bdi><Name offer={offer} found={found}/></bdi></strong>
                    </Button>
                    <Grounds offer={offer} passage={found.item.passage}/>
                </li>
            ))}
        </ol>
    );
}

/** The plate, with the letters marked in which it differs from what was read; else the class. */
function Name({offer: {as, token, class: name, from}, found: {plates, passage}}: {
    offer: Offer; found: Case;
}): ReactNode {
    const {className} = useWords();
    if (as !== 'assign' && name !== null) return className(name.replace(/ \(.*\)$/, ''));
    const plate = plates[token ?? ''] ?? token?.replace(/^\w+:/, '') ?? '';
    const camera = passage?.readings.find(each => each.plate !== null);
    const read = plates[camera?.plate ?? ''];
    if (read === undefined || from === 'plate' || read.length !== plate.length) return plate;
    return [...plate].map((letter, nth) => letter === read[nth] ? letter
        : <mark key={nth}>{letter}</mark>);
}

function Grounds({offer, passage}: {offer: Offer; passage: number}): ReactNode {
    const words = useWords();
    const {t} = words;
    const {registered, neighbours} = offer;
    return (
        <>
            <p className="figure">{sureText(words, offer)}</p>
            {registered && (
                <p className="soft figure">
                    {registeredText(words, registered)}
                </p>
            )}
            {neighbours.length === 0 ? <p className="soft">{t('review.alone')}</p> : (
                <ul className="around figure" dir="ltr" aria-label={t('review.around')}>
                    {neighbours.map(each => (
                        <li key={each.passage}
                            className={each.passage === passage ? 'here' : undefined}>
                            {each.at.slice(11)} {each.point}{' '}
                            {each.class ? words.className(each.class) : ''}
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
