import type {LogStretch} from './log/tail.ts';

/** Works off what the log holds beyond the cursor: from readings to transfers. */
export interface Worker {
    /** Hears what this process has appended, so that it need not read it; nobody has to tell. */
    hear?(stretch: LogStretch): void;
    /** Resolves when the cursor has reached the head that the log had at the call. */
    workOff(): Promise<{batches: number; readings: number}>;
}
