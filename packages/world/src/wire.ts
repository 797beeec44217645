import type {WireFact, WireHeartbeat, WireReading} from '@karwan/journey';

/** A message as it reaches the operator. */
export interface Delivery {
    receivedMs: number;
    /** Who sends it: the device's site; undefined where people say it beside the devices. */
    site: string | undefined;
    message: WireReading | WireHeartbeat | WireFact;
}

/** The wire's form of an instant. */
export function wireTime(atMs: number): string {
    return new Date(atMs).toISOString();
}

/** A decimal string of minor units with so many digits after the point. */
export function wireMoney(amountMinor: bigint, minorDigits: number): string {
    const digits = amountMinor.toString().padStart(minorDigits + 1, '0');
    const point = digits.length - minorDigits;
    return minorDigits === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}
