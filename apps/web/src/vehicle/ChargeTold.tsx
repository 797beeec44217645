import type {ReactNode} from 'react';
import type {ChargeExplained, SeenPassage, SeenReading} from '../data/explained.ts';
import {Money} from '../design/Money.tsx';
import {useWords, type Word, type Words} from '../words/words.ts';
import {Ask, type Explain} from './Ask.tsx';
import {groundLines} from './grounds.ts';

type Charge = ChargeExplained['charge'];

/** A charge on one screen: what it comes to, and every ground for it in the order of the thread. */
export function ChargeTold({found: {charge, grounds}, explain}: {
    found: ChargeExplained; explain: Explain;
}): ReactNode {
    const {t} = useWords();
    return (
        <>
            <div className="head">
                <span className="sum"><Money of={charge.amount} currency={charge.currency.code}/></span>
                <bdi className="figure">
                    {charge.window} · {t(`state.${charge.state}` as Word)} ·{' '}
                    {t(`how.${charge.payer.split(':')[0]!}` as Word)}
                </bdi>
                {!charge.pass && <Ask what={String(charge.trip.id)} explain={explain}>
                    {t('vehicle.trip', {trip: String(charge.trip.id)})}
                </Ask>}
                <Ask what={charge.vehicle} explain={explain}>{t('vehicle.this')}</Ask>
            </div>
            <dl className="grounds figure">
                {grounds.map(({label, lines}) => (
                    <div key={label}>
                        <dt>{t(groundWord(label))}</dt>
                        <dd><Ground label={label} lines={lines} charge={charge}/></dd>
                    </div>
                ))}
            </dl>
        </>
    );
}

function groundWord(label: string): Word {
    return `ground.${label.replace(' ', '')}` as Word;
}

function Ground({label, lines, charge}: {
    label: string; lines: readonly string[]; charge: Charge;
}): ReactNode {
    const words = useWords();
    if (label === 'seen') return <Seen passages={charge.passages} vehicle={charge.vehicle}/>;
    if (label === 'money' && charge.transfers.length > 0) return <Transfers charge={charge}/>;
    const told = groundLines(words, label, charge);
    if (told) return told.map(line => <p key={line}><bdi>{line}</bdi></p>);
    return lines.map(line => <p key={line} dir="ltr" lang="en">{line}</p>);
}

/** A row for each passage: when, where, what each device said, and by what it was identified. */
function Seen({passages, vehicle}: {passages: readonly SeenPassage[]; vehicle: string}): ReactNode {
    const words = useWords();
    const {t} = words;
    return (
        <table dir="ltr">
            <tbody>
                {passages.map(({at, point, by, readings}) => (
                    <tr key={`${at} ${point}`}
                        title={t('ground.places', {places: readings.map(({seq}) => seq).join(', ')})}>
                        <td className="soft">{at.slice(11)}</td>
                        <td>{point}</td>
                        <td>{readings.map(each => said(words, each, vehicle)).join(' · ')}</td>
                        <td className="soft">{t(`by.${by}` as Word)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function said({t, className}: Words, reading: SeenReading, vehicle: string): string {
    const {kind, tag, plate, isUnreadable, confidence, class: measured} = reading;
    const token = tag?.replace('tag:', '') ?? (plate === vehicle ? t('by.plate') : plate)
        ?? (isUnreadable ? t('review.unreadable') : '');
    return [
        kind === 'camera' ? '' : t(`device.${kind}` as Word), token, confidence?.toFixed(2),
        measured && className(measured),
    ].filter(Boolean).join(' ');
}

function Transfers({charge: {transfers}}: {charge: Charge}): ReactNode {
    const {t} = useWords();
    const side = (account: string): string => {
        const [kind = '', rest] = account.split(/:(.*)/s);
        return kind === 'revenue' ? t('account.revenue', {road: rest ?? ''})
            : t(`how.${kind}` as Word);
    };
    return (
        <table dir="ltr">
            <tbody>
                {transfers.map(({id, debit, credit, amount, at}) => (
                    <tr key={id} title={id}>
                        <td className="soft">{at.slice(5)}</td>
                        <td>{side(debit)} → {side(credit)}</td>
                        <td className="number"><Money of={amount}/></td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
