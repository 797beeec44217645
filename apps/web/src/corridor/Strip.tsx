import {useEffect, useRef, useState, type MouseEvent, type ReactNode, type RefObject} from 'react';
import {isAt, useCorridor, type Corridor, type Gantry, type Road} from '../data/corridor.ts';
import {troublesByGantry, useHealth, type TroubleKind} from '../data/health.ts';
import {perMinute, useRates, type Rates} from '../data/rates.ts';
import {everyFrame} from '../design/every-frame.ts';
import {Panel} from '../design/Panel.tsx';
import {SHAPES} from '../health/Mark.tsx';
import {useWords} from '../words/words.ts';
import type {Looked} from './CorridorPage.tsx';
import {layoutOf, type Layout} from './strip-layout.ts';
import {drawVehicles, nearest} from './strip-vehicles.ts';

/** The corridor as a strip: chainage across, both directions, and the vehicles between gantries. */
export function Strip({looked}: {looked: Looked}): ReactNode {
    const {t} = useWords();
    const {data} = useCorridor();
    const frame = useRef<HTMLDivElement>(null);
    const width = useWidth(frame);
    return (
        <Panel title={t('strip.title')}>
            <div ref={frame} className="strip" dir="ltr">
                {data && width > 0 && (
                    <Roads corridor={data} layout={layoutOf(data, width)} looked={looked}/>
                )}
            </div>
            <p className="note">{t('strip.legend')}</p>
        </Panel>
    );
}

function useWidth(frame: RefObject<HTMLElement | null>): number {
    const [width, setWidth] = useState(0);
    useEffect(() => {
        const observer = new ResizeObserver(([entry]) =>
            setWidth(Math.floor(entry!.contentRect.width)));
        observer.observe(frame.current!);
        return () => observer.disconnect();
    }, [frame]);
    return width;
}

function Roads({corridor, layout, looked}: {
    corridor: Corridor; layout: Layout; looked: Looked;
}): ReactNode {
    const {width, height} = layout;
    const {at, thenMs} = looked;
    const {t} = useWords();
    const {data: health} = useHealth(thenMs);
    const {data: rates} = useRates(thenMs);
    const troubles = health && troublesByGantry(health);
    return (
        <>
            <svg className="figure" width={width} height={height} role="img"
                aria-label={t('strip.title')}>
                {corridor.roads.map(road => (
                    <RoadLine key={road.id} road={road} layout={layout} at={at}/>
                ))}
                {corridor.gantries.map((gantry, nth) => (
                    <GantryMark key={gantry.id} gantry={gantry} layout={layout}
                        rate={rates && latest(rates, nth)}
                        troubles={troubles?.get(gantry.id)}
                        isChosen={isAt(gantry, at)}/>
                ))}
            </svg>
            <Vehicles layout={layout} looked={looked}/>
        </>
    );
}

/** Of the last quarter of an hour: one step is too few passages to tell much. */
function latest(rates: Rates, nth: number): number {
    const steps = perMinute(rates, [nth]).slice(-3);
    return steps.reduce((sum, each) => sum + each, 0) / Math.max(1, steps.length);
}

/** A grey line; where something is wrong, the shape of what it is. */
function GantryMark({gantry, layout, troubles, isChosen, rate}: {
    gantry: Gantry; layout: Layout; troubles: ReadonlySet<TroubleKind> | undefined;
    isChosen: boolean; rate: number | undefined;
}): ReactNode {
    const words = useWords();
    const {t} = words;
    const row = layout.rows.get(gantry.road)!;
    const side = row.directions[0] === gantry.direction ? -1 : 1;
    const x = layout.x(gantry.metres);
    const kinds = [...troubles ?? []];
    const [worst = undefined] = kinds.toSorted(
        (a, b) => Number(SHAPES[b].isGrave) - Number(SHAPES[a].isGrave));
    const told = [
        gantry.name, ...kinds.map(kind => t(`trouble.${kind}`)),
        ...rate === undefined ? [] : [t('rates.gantry', {rate: words.rate(rate)})],
    ].join(', ');
    return (
        <g>
            {isChosen && <circle className="chosen" cx={x} cy={row.y + side * 10} r={8}/>}
            {worst === undefined ? (
                <line className="gantry" x1={x} x2={x} y1={row.y + side * 3} y2={row.y + side * 9}>
                    <title>{told}</title>
                </line>
            ) : (
                <g className={SHAPES[worst].isGrave ? 'trouble grave' : 'trouble'}
                    transform={`translate(${x} ${row.y + side * 10})`}>
                    <path d={SHAPES[worst].path}/><title>{told}</title>
                </g>
            )}
        </g>
    );
}

function RoadLine({road, layout, at}: {
    road: Road; layout: Layout; at: string | undefined;
}): ReactNode {
    const {kilometres} = useWords();
    const {y} = layout.rows.get(road.id)!;
    const [from, to] = [layout.x(0), layout.x(road.lengthMetres)];
    return (
        <g>
            <text className="name" x={from - 10} y={y + 4}>{road.id}</text>
            <line className="carriageway" x1={from} x2={to} y1={y - 2} y2={y - 2}/>
            <line className="carriageway" x1={from} x2={to} y1={y + 2} y2={y + 2}/>
            {road.interchanges.filter(({id}) => id === at).map(({id, metres}) => (
                <circle key={id} className="chosen" cx={layout.x(metres)} cy={y} r={8}/>
            ))}
            {road.interchanges.map(({id, name, metres, hasRamps}) => (
                <circle key={id} className={hasRamps ? 'interchange' : 'interchange shut'}
                    cx={layout.x(metres)} cy={y} r={2.5}>
                    <title>{name}, {kilometres(metres)}</title>
                </circle>
            ))}
            <text className="length" x={to + 10} y={y + 4}>{kilometres(road.lengthMetres)} km</text>
        </g>
    );
}

function Vehicles({layout, looked: {moving, open}}: {layout: Layout; looked: Looked}): ReactNode {
    const canvas = useRef<HTMLCanvasElement>(null);
    // A page that is left has its canvas taken away before its frames end.
    useEffect(() => everyFrame(frameMs => {
        if (canvas.current) drawVehicles(canvas.current, layout, moving.positions(frameMs));
    }), [moving, layout]);
    const onClick = (event: MouseEvent): void => {
        const {left, top} = canvas.current!.getBoundingClientRect();
        const found = nearest(
            layout, moving.positions(), event.clientX - left, event.clientY - top);
        if (found?.vehicle) open(found.vehicle);
    };
    return (
        <canvas ref={canvas} className="figure" aria-hidden onClick={onClick}
            style={{inlineSize: layout.width, blockSize: layout.height}}/>
    );
}
