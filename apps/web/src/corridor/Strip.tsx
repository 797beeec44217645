import {useNavigate} from '@tanstack/react-router';
import {useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode} from 'react';
import {useCorridor, type Corridor, type Gantry, type Road} from '../data/corridor.ts';
import {troublesByGantry, useHealth, type TroubleKind} from '../data/health.ts';
import {Moving, type Position} from '../data/moving.ts';
import {Panel} from '../design/Panel.tsx';
import {SHAPES} from '../health/Mark.tsx';
import {useSetting} from '../shell/setting.ts';
import {useWords} from '../words/words.ts';
import {layoutOf, type Layout} from './strip-layout.ts';
import {drawVehicles, nearest} from './strip-vehicles.ts';

/** The corridor as a strip: chainage across, both directions, and the vehicles between gantries. */
export function Strip({at}: {at: string | undefined}): ReactNode {
    const {t} = useWords();
    const {data} = useCorridor();
    const frame = useRef<HTMLDivElement>(null);
    const width = useWidth(frame);
    return (
        <Panel title={t('strip.title')}>
            <div ref={frame} className="strip" dir="ltr">
                {data && width > 0 && <Roads corridor={data} layout={layoutOf(data, width)} at={at}/>}
            </div>
            <p className="note">{t('strip.legend')}</p>
        </Panel>
    );
}

function useWidth(frame: React.RefObject<HTMLElement | null>): number {
    const [width, setWidth] = useState(0);
    useEffect(() => {
        const observer = new ResizeObserver(([entry]) =>
            setWidth(Math.floor(entry!.contentRect.width)));
        observer.observe(frame.current!);
        return () => observer.disconnect();
    }, [frame]);
    return width;
}

function Roads({corridor, layout, at}: {
    corridor: Corridor; layout: Layout; at: string | undefined;
}): ReactNode {
    const {width, height} = layout;
    const {t} = useWords();
    const {data: health} = useHealth();
    const troubles = health && troublesByGantry(health);
    return (
        <>
            <svg className="figure" width={width} height={height} role="img"
                aria-label={t('strip.title')}>
                {corridor.roads.map(road => (
                    <RoadLine key={road.id} road={road} layout={layout} at={at}/>
                ))}
                {corridor.gantries.map(gantry => (
                    <GantryMark key={gantry.id} gantry={gantry} layout={layout}
                        troubles={troubles?.get(gantry.id)}
                        isChosen={at !== undefined && at.split('.')[0] === gantry.id}/>
                ))}
            </svg>
            <Vehicles corridor={corridor} layout={layout}/>
        </>
    );
}

/** A grey line; where something is wrong, the shape of what it is. */
function GantryMark({gantry, layout, troubles, isChosen}: {
    gantry: Gantry; layout: Layout; troubles: ReadonlySet<TroubleKind> | undefined;
    isChosen: boolean;
}): ReactNode {
    const {t} = useWords();
    const row = layout.rows.get(gantry.road)!;
    const side = row.directions[0] === gantry.direction ? -1 : 1;
    const x = layout.x(gantry.metres);
    const kinds = [...troubles ?? []];
    const [worst = undefined] = kinds.toSorted(
        (a, b) => Number(SHAPES[b].isGrave) - Number(SHAPES[a].isGrave));
    const told = [gantry.name, ...kinds.map(kind => t(`trouble.${kind}`))].join(': ');
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

function Vehicles({corridor, layout}: {corridor: Corridor; layout: Layout}): ReactNode {
    const {line} = useSetting();
    const navigate = useNavigate();
    const canvas = useRef<HTMLCanvasElement>(null);
    const moving = useMemo(() => new Moving(corridor.gantries), [corridor]);
    const shown = useRef<readonly Position[]>([]);
    useEffect(() => moving.follow(line), [moving, line]);
    useEffect(() => everyFrame(() => {
        shown.current = moving.positions();
        drawVehicles(canvas.current!, layout, shown.current);
    }), [moving, layout]);
    const onClick = (event: MouseEvent): void => {
        const {left, top} = canvas.current!.getBoundingClientRect();
        const found = nearest(layout, shown.current, event.clientX - left, event.clientY - top);
        // Who drove stands in no address; it goes along beside it.
        if (found?.vehicle) {
            const {vehicle} = found;
            void navigate({to: '/vehicle', state: before => ({...before, vehicle})});
        }
    };
    return (
        <canvas ref={canvas} className="figure" aria-hidden onClick={onClick}
            style={{inlineSize: layout.width, blockSize: layout.height}}/>
    );
}

/** Draws at every frame, or once a second for who asked their system for less motion. */
function everyFrame(draw: () => void): () => void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
        draw();
        const timer = setInterval(draw, 1_000);
        return () => clearInterval(timer);
    }
    let handle = 0;
    const frame = (): void => {
        draw();
        handle = requestAnimationFrame(frame);
    };
    handle = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(handle);
}
