import {
    useEffect, useEffectEvent, useRef, useState, type MouseEvent, type ReactNode, type RefObject,
} from 'react';
import {Button} from 'react-aria-components';
import type {Ground} from '../data/ground.ts';
import {everyFrame} from '../design/every-frame.ts';
import {useKey} from '../shell/keys.ts';
import {useSetting} from '../shell/setting.ts';
import {useWords} from '../words/words.ts';
import {GroundMap} from './ground-map.ts';
import type {MapProps} from './MapView.tsx';

/** The map itself: ground and layers by WebGL, what moves on a canvas above them. */
export function MapCanvas(props: MapProps & {ground: Ground}): ReactNode {
    const {name, layers, ground, place, draw, onPick} = props;
    const {t, language} = useWords();
    const {preferences: {theme}} = useSetting();
    const frame = useRef<HTMLDivElement>(null);
    const overlay = useRef<HTMLCanvasElement>(null);
    const {map, isUnable} = useGroundMap(frame, props);
    useEffect(() => map?.show(ground, layers, language.id, theme),
        [map, ground, layers, language, theme]);
    useEffect(() => {
        if (place) map?.goTo(place);
    }, [map, place]);
    const drawNow = useEffectEvent((frameMs: number) => {
        if (map && overlay.current) drawOver(overlay.current, map, draw, frameMs);
    });
    useEffect(() => everyFrame(frameMs => drawNow(frameMs)), [map]);
    useEffect(() => map?.watchMoves(() => drawNow(performance.now())), [map]);
    const onClick = (event: MouseEvent): void => {
        const {left, top} = frame.current!.getBoundingClientRect();
        const [x, y] = [event.clientX - left, event.clientY - top];
        if (map) onPick?.(x, y, map.view(), map.found(x, y));
    };
    if (isUnable) return <p className="note" role="status">{t('map.unable')}</p>;
    return (
        <>
            <div ref={frame} className="ground" role="group" aria-label={name} onClick={onClick}/>
            <canvas ref={overlay} className="figure over" aria-hidden/>
            <Doors map={map}/>
            {ground.source !== '' && <small className="source">{t('map.source')}</small>}
        </>
    );
}

function drawOver(
    canvas: HTMLCanvasElement, map: GroundMap, draw: MapProps['draw'], frameMs: number,
): void {
    const view = map.view();
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, {width, height});
    const pen = canvas.getContext('2d')!;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, view.width, view.height);
    draw?.(pen, view, frameMs);
}

/** The map while the component is on the screen; unable where the browser draws none. */
function useGroundMap(
    frame: RefObject<HTMLDivElement | null>, {name, bounds, camera, onCamera}: MapProps,
): {map: GroundMap | undefined; isUnable: boolean} {
    const [map, setMap] = useState<GroundMap>();
    const [isUnable, setUnable] = useState(false);
    const told = useEffectEvent((moved: Parameters<NonNullable<typeof onCamera>>[0]) =>
        onCamera?.(moved));
    const open = useEffectEvent(() => GroundMap.on(
        frame.current!, {name, bounds, camera, onCamera: moved => told(moved)}));
    useEffect(() => {
        const opened = open();
        if (!opened) setUnable(true);
        setMap(opened);
        return () => {
            opened?.close();
            setMap(undefined);
        };
    }, []);
    return {map, isUnable};
}

/** Nearer, further, and all of it. */
function Doors({map}: {map: GroundMap | undefined}): ReactNode {
    const {t} = useWords();
    const doors = [
        {keys: '+', word: 'map.nearer', act: () => map?.zoomBy(1)},
        {keys: '-', word: 'map.further', act: () => map?.zoomBy(-1)},
        {keys: '0', word: 'map.all', act: () => map?.showAll()},
    ] as const;
    return (
        <div className="doors" role="group" aria-label={t('map.doors')}>
            {doors.map(door => <Door key={door.keys} {...door} told={t(door.word)}/>)}
        </div>
    );
}

function Door({keys, told, act}: {keys: string; told: string; act(): void}): ReactNode {
    useKey(keys, told, act);
    return (
        <Button className="button" aria-label={told} onPress={act}>
            <span aria-hidden>{keys === '0' ? '⤢' : keys === '-' ? '−' : keys}</span>
        </Button>
    );
}
