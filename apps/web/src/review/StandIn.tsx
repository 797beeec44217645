import type {ReactNode} from 'react';
import type {Case} from '../data/review.ts';
import {useWords} from '../words/words.ts';

/** What stands where a picture would: drawn from what the devices said, and from nothing else. */
export function StandIn({passage, plates}: {
    passage: NonNullable<Case['passage']>; plates: Case['plates'];
}): ReactNode {
    const {t, percent, className} = useWords();
    const camera = passage.readings.find(({kind}) => kind === 'camera');
    const measured = passage.readings.find(each => each.class !== null)?.class;
    const plate = (camera?.plate && (plates[camera.plate] ?? camera.plate.slice(6, 14)))
        ?? (camera?.isUnreadable ? t('review.unreadable') : t('review.noplate'));
    const sure = camera?.confidence ?? null;
    return (
        <figure className="stand-in">
            <svg viewBox="0 0 320 150" role="img" className="figure"
                aria-label={`${measured ? className(measured) : ''} ${plate}`}>
                <path className="lanes" d="M120 0L40 150M200 0L280 150"/>
                <rect className="body" x={160 - width(measured) / 2} y={28} rx={8}
                    width={width(measured)} height={84}/>
                <rect className="plate" x={105} y={84} width={110} height={22} rx={3}/>
                <text x={160} y={100}>{plate}</text>
                <text className="small" x={160} y={60}>{measured ? className(measured) : '?'}</text>
                <text className="small" x={160} y={138}>
                    {passage.at} · {passage.point} · {t('review.lane', {lane: passage.lane})}
                </text>
            </svg>
            <figcaption className="note">
                {t('review.standin')}
                {sure !== null && ` ${t('review.camera', {share: percent(sure)})}`}
            </figcaption>
        </figure>
    );
}

// As wide as its class on a road; that it can be told from another is enough.
function width(measured: string | null | undefined): number {
    if (measured === undefined || measured === null) return 130;
    return /truck|bus|trailer|multi|articulated/.test(measured) ? 190
        : /wagon|coaster|van/.test(measured) ? 160 : 130;
}
