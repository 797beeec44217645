// What the kernel asks of whoever runs it: rarely, so that the answers may be slow and careful.

/** Gives the file up: it holds something that only the careful way reads. Never returns. */
export declare function leave(): void;
/** UTC milliseconds of the midnight whose date lies at `start` and its offset 19 bytes on. */
export declare function midnightMs(start: usize): f64;
/** UTC milliseconds of a time in any other form; NaN where it is none. */
export declare function instantMs(start: usize, end: usize): f64;
/** The post of a place and a kind, below 0 where there is none. */
export declare function postOf(
    placeStart: usize, placeEnd: usize, kindStart: usize, kindEnd: usize): i32;
/** The row of the table that decides a step; its threshold and sureness are put in place. */
export declare function rowFor(before: i32, here: i32, context: i32): i32;
/** Writes the date of a day after 1970 as ten bytes. */
export declare function writeDate(day: f64, at: usize): void;
