import {LogTail} from '../log/tail.ts';
import {Ahead} from './ahead.ts';
import {DecisionMemory} from './decision-memory.ts';
import {PlaceMemory} from './place-memory.ts';
import {PostedMemory} from './posted-memory.ts';
import {RegisterMemory} from './register-memory.ts';
import {VehicleMemory} from './vehicle-memory.ts';
import {WalletMemory} from './wallet-memory.ts';

/**
 * What the last batches read and wrote, so that the next one need not read it again. It holds
 * committed rows, or such as are decided and on their way there (decision 50), and nothing else:
 * whoever throws it away at any moment gets the same results, a little later. It belongs to one
 * place of the cursor; when somebody else has moved that, or a transaction failed, it is worth
 * nothing (decision 12).
 */
export class Memory {
    /** What was appended last, if this process appended it. */
    readonly tail: LogTail;
    readonly places = new PlaceMemory();
    readonly vehicles = new VehicleMemory();
    readonly posted = new PostedMemory();
    readonly wallets = new WalletMemory();
    readonly register = new RegisterMemory();
    readonly decisions = new DecisionMemory();
    /** What was decided by this memory and is not committed yet: nothing, where one does both. */
    readonly ahead = new Ahead();
    #seq: number | undefined;
    #nth: number | undefined;

    constructor(tail = new LogTail()) {
        this.tail = tail;
    }

    /** True where the cursor stands where this memory left it. */
    isAt(seq: number, nth: number): boolean {
        return this.#seq === seq && this.#nth === nth;
    }

    /** True where the next rest forgets rows; what the register says stands in the log. */
    get isFull(): boolean {
        return this.places.isFull || this.vehicles.isFull || this.posted.isFull
            || this.wallets.isFull;
    }

    /** The batch that used it is committed, and the cursor stands here. */
    rest(seq: number, nth: number): void {
        this.#seq = seq;
        this.#nth = nth;
        this.places.rest();
        this.vehicles.rest();
        this.posted.rest();
        this.wallets.rest();
        this.register.rest();
    }
}
