/**
 * How a claim is proved. *held*: no clock in it, the same answer on every machine. *timed*: the
 * clock or the processor is what is measured. *seen*: needs eyes; the proof is a dated note.
 */
export type Kind = 'held' | 'timed' | 'seen';

/**
 * What a proof needs beyond the checkout. `idle` is for bars on elapsed time: above a load of 0.5
 * its figures are printed and decide nothing. Bars on CPU seconds count at any load.
 */
export type Need = 'reference' | 'chromium' | 'peers' | 'idle';

/** What was measured, and whether that meets the bar; null where nothing can be said. */
export interface Measured {
    readonly value: string | number;
    readonly holds: boolean | null;
    /** Lines to print before the verdict: counts, lists, exceptions by name. */
    readonly notes?: readonly string[];
}

/** What a proof may use. Asking for something it does not name in `needs` is a fault. */
export interface ProofContext {
    /** The checkout that is proved. */
    readonly root: string;
    /** The folder of the reference data. */
    readonly reference: string;
    /** The path of a Chromium. */
    readonly chromium: string;
    /** A checkout of another project, named owner+name with or without @commit. */
    peer(name: string): string;
    /** Drawn anew for each run and printed; KARWAN_SEED repeats one. */
    readonly seed: number;
    /** Prints a line, for work that takes long. */
    say(line: string): void;
    /** A new empty folder, deleted when the proof ends. */
    scratch(): string;
    /** Runs the command line as its users do; KARWAN_HOME is a scratch folder unless given. */
    karwan(args: readonly string[], options?: KarwanOptions): Promise<KarwanRun>;
}

export interface KarwanOptions {
    readonly env?: Readonly<Record<string, string>>;
    readonly input?: string;
    /** It is killed after this, and the proof fails; ten minutes where nothing is said. */
    readonly limitMs?: number;
}

export interface KarwanRun {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
    readonly seconds: number;
}

/** One claim: what is claimed, the bar it must reach, and how that is measured. */
export interface Proof {
    /** The name of the file: `thread-03`; where a row mixes kinds `thread-03-timed` besides. */
    readonly id: string;
    readonly claim: string;
    readonly bar: string;
    readonly kind: Kind;
    /** A held proof of seconds: it runs inside `npm test`. */
    readonly short?: boolean;
    readonly needs?: readonly Need[];
    measure(context: ProofContext): Promise<Measured>;
}

/** A definition, checked by the compiler. */
export function proof(definition: Proof): Proof {
    return definition;
}
