import type {Setting} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import {decideBatch, type Decided} from '../thread/decide.ts';
import {Memory} from '../thread/memory.ts';
import {deviceKindsOf, type DeviceKinds} from '../thread/news.ts';

/** So many batches at most are decided and not committed: enough that nobody waits. */
const MOST_AHEAD = 3;

/** Where the one who stores stands, and how far the log reaches as far as he knows. */
export interface Wanted {
    /** Counts the times that deciding had to begin anew: answers of an earlier one are not his. */
    epoch: number;
    seq: number;
    batches: number;
    head: number;
}

/** A batch that was decided in an epoch, or why none could be. */
export type Answer =
    | {epoch: number; decided: Decided; fault?: undefined}
    | {epoch: number; decided?: undefined; fault: string};

/** From one place of the cursor onwards: what is decided counts where it all gets committed. */
interface Course {
    epoch: number;
    seq: number;
    batches: number;
    head: number;
    memory: Memory;
}

/**
 * Decides batch after batch ahead of the one who stores them, and writes nothing itself. It goes on
 * from what it has decided, committed or not; what it must look up is committed, since what batches
 * under way touched is in memory or waited for (`Ahead`).
 */
export class DecidingAhead {
    readonly #connection: Connection;
    readonly #setting: Setting;
    readonly #kinds: DeviceKinds;
    readonly #partition: string;
    readonly #batchSize: number;
    readonly #answer: (answer: Answer) => void;
    #course: Course | undefined;
    #resume: () => void = () => undefined;
    #isWoken = false;
    #isStopped = false;

    constructor(
        connection: Connection, setting: Setting, partition: string, batchSize: number,
        answer: (answer: Answer) => void,
    ) {
        this.#connection = connection;
        this.#setting = setting;
        this.#kinds = deviceKindsOf(setting.scheme);
        this.#partition = partition;
        this.#batchSize = batchSize;
        this.#answer = answer;
    }

    /** The one who stores waits for what comes after this place. */
    want({epoch, seq, batches, head}: Wanted): void {
        const course = this.#course;
        if (course?.epoch === epoch) {
            course.head = Math.max(course.head, head);
        } else {
            course?.memory.ahead.drop(new Error('what was decided before is not stored'));
            this.#course = {epoch, seq, batches, head, memory: new Memory()};
        }
        this.#wake();
    }

    /** A batch of this epoch is committed. */
    committed(epoch: number, nth: number): void {
        if (this.#course?.epoch !== epoch) return;
        this.#course.memory.ahead.committed(nth);
        this.#wake();
    }

    stop(): void {
        this.#isStopped = true;
        this.#course?.memory.ahead.drop(new Error('this worker is stopped'));
        this.#wake();
    }

    /** Decides until it is stopped. */
    async run(): Promise<void> {
        while (!this.#isStopped) {
            this.#isWoken = false;
            const course = this.#course;
            if (!course || !await this.#hasWork(course)) await this.#rest();
            else await this.#decideNext(course);
        }
    }

    // Without being asked it goes on only where a whole batch waits: small ones would cost more.
    async #hasWork(course: Course): Promise<boolean> {
        if (course.memory.ahead.batches >= MOST_AHEAD) return false;
        if (course.seq < course.head) return true;
        const {rows: [row]} = await this.#connection.query({
            name: 'decide-head',
            text: 'select seq::float8 as head from log_head where partition = $1',
            values: [this.#partition],
        }) as {rows: {head: number}[]};
        if (row!.head - course.seq >= this.#batchSize) course.head = row!.head;
        return course.seq < course.head;
    }

    async #decideNext(course: Course): Promise<void> {
        const {epoch, memory, seq, batches, head} = course;
        const stretch = {
            partition: this.#partition, fromSeq: seq, nth: batches + 1,
            toSeq: Math.min(head, seq + this.#batchSize),
        };
        try {
            const {decided, touched} = await decideBatch(
                this.#connection, stretch, this.#setting, this.#kinds, memory);
            if (this.#course !== course) return;
            memory.ahead.add(stretch.nth, touched.names, touched.isAny);
            [course.seq, course.batches] = [stretch.toSeq, stretch.nth];
            this.#answer({epoch, decided});
            // What it forgets it may have to look up: then it must be there.
            if (memory.isFull) await memory.ahead.settled();
            memory.rest(stretch.toSeq, stretch.nth);
        } catch (error) {
            if (this.#course !== course) return;
            this.#course = undefined;
            this.#answer({epoch, fault: (error as Error).message});
        }
    }

    #wake(): void {
        this.#isWoken = true;
        this.#resume();
    }

    // Whoever woke it while it was still looking for work need not do so again.
    #rest(): Promise<void> {
        return new Promise(resolve => {
            this.#resume = resolve;
            if (this.#isWoken) resolve();
        });
    }
}
