// A stop is a record of 16 bytes: vehicle, id of its reading, and a key of moment and post, by
// which stops of one vehicle are in sequence. Ids decide between equal keys.

export const STOP_BYTES: usize = 16;
const ID: usize = 4;
const KEY: usize = 8;
/** Of a key the post takes so many bits; a moment has the other 49. */
const POST_BITS: i64 = 15;
export const MOST_POSTS: i32 = 1 << 15;
/** Moments lie between these two, UTC milliseconds. */
export const MOST_MS: f64 = 281_474_976_710_655;

export function setStop(at: usize, vehicle: u32, id: u32, atMs: i64, post: i32): void {
    store<u32>(at, vehicle);
    store<u32>(at, id, ID);
    store<i64>(at, (atMs << POST_BITS) | i64(post), KEY);
}

export function vehicleAt(stop: usize): u32 {
    return load<u32>(stop);
}

export function idAt(stop: usize): u32 {
    return load<u32>(stop, ID);
}

export function keyAt(stop: usize): i64 {
    return load<i64>(stop, KEY);
}

export function msAt(stop: usize): i64 {
    return load<i64>(stop, KEY) >> POST_BITS;
}

export function postAt(stop: usize): i32 {
    return i32(load<i64>(stop, KEY)) & (MOST_POSTS - 1);
}

export function copyStop(from: usize, to: usize): void {
    v128.store(to, v128.load(from));
}

export function exchange(a: usize, b: usize): void {
    const kept = v128.load(a);
    v128.store(a, v128.load(b));
    v128.store(b, kept);
}
