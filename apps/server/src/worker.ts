/** Works off what the log holds beyond the cursor: from readings to transfers. */
export interface Worker {
    /** Resolves when the cursor has reached the head that the log had at the call. */
    workOff(): Promise<{batches: number; readings: number}>;
}
