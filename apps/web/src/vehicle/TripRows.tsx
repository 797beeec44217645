import {Fragment, type ReactNode} from 'react';
import {total} from '../data/amount.ts';
import type {TripTold} from '../data/explained.ts';
import {Money} from '../design/Money.tsx';
import {useWords, type Word} from '../words/words.ts';
import {Ask, type Explain} from './Ask.tsx';

/** Trips under their day, with what the day came to. */
export function TripRows({trips, explain}: {
    trips: readonly TripTold[]; explain: Explain;
}): ReactNode {
    const {t} = useWords();
    return [...new Set(trips.map(trip => trip.day))].map(day => {
        const own = trips.filter(trip => trip.day === day);
        const amounts = own.flatMap(trip => trip.charges.map(({amount}) => amount));
        return (
            <section key={day} className="of-day">
                <h3>
                    <bdi>{day}</bdi> · {t('vehicle.trips', {count: own.length})}
                    {' · '}{amounts.length > 0 ? <Money of={total(amounts)}/> : t('vehicle.nocharge')}
                </h3>
                {own.map(trip => <Trip key={trip.id} trip={trip} explain={explain}/>)}
            </section>
        );
    });
}

function Trip({trip, explain}: {trip: TripTold; explain: Explain}): ReactNode {
    const {t, percent, className} = useWords();
    const {id, from, to, sure, path, inferred, charges} = trip;
    return (
        <div className="trip figure">
            <p>
                <Ask what={String(id)} explain={explain}>{t('vehicle.trip', {trip: String(id)})}</Ask>
                {' '}<bdi>{from.slice(11)} – {to.slice(11)}</bdi>
                {' · '}{t('vehicle.sure', {share: percent(Math.floor(sure * 10_000) / 10_000, 2)})}
            </p>
            <p className="path" dir="ltr">
                {path.map((gantry, index) => (
                    // A gantry can stand in a path twice.
                    <Fragment key={`${gantry} ${index}`}>
                        {inferred.includes(gantry)
                            ? <i title={t('vehicle.inferred')}>({gantry})</i> : gantry}{' '}
                    </Fragment>
                ))}
            </p>
            <table>
                <tbody>
                    {charges.map(charge => (
                        <tr key={charge.window}>
                            <td>
                                <Ask what={charge.window} explain={explain}>
                                    <bdi>{charge.window}</bdi>
                                </Ask>
                            </td>
                            <td><bdi>{charge.entry} → {charge.exit}</bdi></td>
                            <td>{className(charge.class)}</td>
                            <td className="number"><Money of={charge.amount}/></td>
                            <td>{charge.state === 'exempt' ? t('how.exempt')
                                : charge.surchargeWhen === null ? ''
                                : t(`how.${charge.surchargeWhen}` as Word)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
