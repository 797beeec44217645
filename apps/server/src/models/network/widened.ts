/** The same numbers with as much room again behind them. */
export function widened<Numbers extends Float64Array | Int32Array | Uint8Array>(
    old: Numbers,
): Numbers {
    const wider = new (old.constructor as new (length: number) => Numbers)(2 * old.length);
    wider.set(old);
    return wider;
}
