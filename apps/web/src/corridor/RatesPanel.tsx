import type {ReactNode} from 'react';
import {isAt, type Corridor} from '../data/corridor.ts';
import {perMinute, useRates, type Rates} from '../data/rates.ts';
import {Panel} from '../design/Panel.tsx';
import {timeText} from '../design/times.ts';
import {useWords} from '../words/words.ts';
import type {Looked} from './CorridorPage.tsx';

const WIDTH = 150;
const HEIGHT = 20;

/** How busy each road is: passages a minute over two hours, each row to its own scale. */
export function RatesPanel({corridor, looked: {at, thenMs}}: {
    corridor: Corridor; looked: Looked;
}): ReactNode {
    const {t} = useWords();
    const {data: rates} = useRates(thenMs);
    const chosen = corridor.gantries.findIndex(each => isAt(each, at));
    const all = corridor.gantries.map((_, nth) => nth);
    const onRoad = (road: string): number[] =>
        all.filter(nth => corridor.gantries[nth]!.road === road);
    return (
        <Panel title={t('rates.title')}>
            {rates ? (
                <>
                    <table className="rates">
                        <thead>
                            <tr>
                                <th>{t('rates.where')}</th><th>{t('rates.course')}</th>
                                <th className="number">{t('rates.now')}</th>
                                <th className="number">{t('rates.mean')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            <Row name={t('rates.all')} rates={rates} of={all}/>
                            {corridor.roads.map(({id}) => (
                                <Row key={id} name={id} rates={rates} of={onRoad(id)}/>
                            ))}
                            {chosen >= 0 && (
                                <Row name={corridor.gantries[chosen]!.id} rates={rates}
                                    of={[chosen]}/>
                            )}
                        </tbody>
                    </table>
                    <p className="note figure">{t('rates.until', {
                        from: timeText(rates.fromMs, corridor.zone).slice(11),
                        to: timeText(endMs(rates), corridor.zone).slice(11),
                        minutes: rates.stepMs / 60_000,
                    })}</p>
                </>
            ) : <p className="note" role="status">{t('loading')}</p>}
        </Panel>
    );
}

function endMs({fromMs, stepMs, counts}: Rates): number {
    return fromMs + stepMs * (counts[0]?.length ?? 0);
}

function Row({name, rates, of}: {
    name: string; rates: Rates; of: readonly number[];
}): ReactNode {
    const {rate} = useWords();
    const course = perMinute(rates, of);
    const mean = course.reduce((sum, each) => sum + each, 0) / Math.max(1, course.length);
    return (
        <tr>
            <th scope="row"><bdi>{name}</bdi></th>
            <td><Course values={course}/></td>
            <td className="number figure"><bdi>{rate(course.at(-1) ?? 0)}</bdi></td>
            <td className="number figure soft"><bdi>{rate(mean)}</bdi></td>
        </tr>
    );
}

/** The course of a figure, from nothing up to its own greatest. */
function Course({values}: {values: readonly number[]}): ReactNode {
    const most = Math.max(...values, 0.001);
    const step = WIDTH / Math.max(1, values.length - 1);
    const points = values.map((value, nth) =>
        `${(nth * step).toFixed(1)},${(HEIGHT - 1 - value / most * (HEIGHT - 3)).toFixed(1)}`);
    return (
        <svg className="figure course" aria-hidden width={WIDTH} height={HEIGHT}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
            <polyline points={points.join(' ')}/>
            {values.length > 0 && (
                <circle cx={WIDTH - 2} cy={Number(points.at(-1)!.split(',')[1])} r={2}/>
            )}
        </svg>
    );
}
