import type {PlanSearch} from './address.ts';

/** What of an address an edit changes. */
export type Moment = Pick<PlanSearch, 'open' | 'edits' | 'name' | 'seed' | 'against'>;

/** The moments of what is edited: each can be gone back to, and forward again. */
class EditLog {
    #past: Moment[] = [];
    #ahead: Moment[] = [];

    get canUndo(): boolean {
        return this.#past.length > 0;
    }

    get canRedo(): boolean {
        return this.#ahead.length > 0;
    }

    /** Something is about to be changed. */
    keep(now: Moment): void {
        this.#past.push(now);
        this.#ahead = [];
    }

    undo(now: Moment): Moment | undefined {
        const before = this.#past.pop();
        if (before) this.#ahead.push(now);
        return before;
    }

    redo(now: Moment): Moment | undefined {
        const next = this.#ahead.pop();
        if (next) this.#past.push(now);
        return next;
    }
}

/** Of this tab: leaving the page and coming back forgets nothing. */
export const editLog = new EditLog();

export function momentOf({open, edits, name, seed, against}: PlanSearch): Moment {
    return {open, edits, name, seed, against};
}
