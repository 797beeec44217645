// Memory is handed out once and never given back: a run of the kernel is one file.
import {leave} from './host.ts';

const PAGE: usize = 65_536;
/** So that a record of 16 bytes never lies on two lines of the processor's cache. */
const ALIGNED: usize = 63;
/** Words of 16 bytes may be read and written this far beyond what was asked for. */
export const SLACK: usize = 64;

let top: usize = 0;

/** Zeroed bytes. Leaves where the four gigabytes that a kernel can have are used up. */
export function reserve(bytes: usize): usize {
    if (top === 0) top = (__heap_base + ALIGNED) & ~ALIGNED;
    const start = top;
    const end = (u64(start) + u64(bytes) + u64(SLACK) + u64(ALIGNED)) & ~u64(ALIGNED);
    const pages = i64((end + u64(PAGE) - 1) / u64(PAGE)) - i64(memory.size());
    if (pages > 0 && (end > 0xffff_0000 || memory.grow(i32(pages)) < 0)) leave();
    top = usize(end);
    return start;
}

/** The machine's own pages; each costs it a fault when it is first written to. */
const MACHINE_PAGE: usize = 4_096;

/**
 * The same, written to once, page after page: faults that come between other work slow that down
 * as well.
 */
export function reserveTouched(bytes: usize): usize {
    const start = reserve(bytes);
    for (let at = start; at < start + bytes; at += MACHINE_PAGE) store<u8>(at, 0);
    return start;
}
