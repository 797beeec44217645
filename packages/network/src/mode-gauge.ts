import {modes} from './network.ts';

/** How a gauge is written: in millimetres. */
export const GAUGE = /^\d{3,4}$/;

/** `rail:1520` or `road` taken apart; undefined where it is neither. */
export function partOf(text: string): {mode: string; gaugeMm: number | undefined} | undefined {
    const [mode, gauge, ...rest] = text.split(':');
    if (!modes.some(m => m === mode) || rest.length > 0) return undefined;
    if (gauge === undefined) return {mode: mode!, gaugeMm: undefined};
    return mode === 'rail' && GAUGE.test(gauge) ? {mode, gaugeMm: Number(gauge)} : undefined;
}
