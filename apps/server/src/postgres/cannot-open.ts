import {Unavailable} from '../unavailable.ts';

/** Why no database could be opened; each has words that say what to do. */
type WhyNot =
    | 'no-binaries'
    | 'not-writable'
    | 'foreign-owner'
    | 'root-not-possible'
    | 'another-karwan'
    | 'no-answer'
    | 'start-failed'
    | 'wrong-password'
    | 'too-old';

/** The database could not be opened, for a reason that its user can do something about. */
export class CannotOpenPostgres extends Unavailable {
    readonly why: WhyNot;

    constructor(why: WhyNot, message: string) {
        super(message);
        this.name = 'CannotOpenPostgres';
        this.why = why;
    }
}
