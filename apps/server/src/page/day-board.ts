import {cursorOf} from '../thread/load.ts';
import {daysKnown, daySummary} from './day-summary.ts';
import type {PageSetting} from '../http/page.ts';

interface Figures {
    seq: number;
    figures: Promise<object>;
}

const MOST_REMEMBERED = 8;

/**
 * Figures of days, calculated once for each state of the log however many pages ask: who asks
 * while they are being calculated waits for the same answer.
 */
export class DayBoard {
    readonly #page: PageSetting;
    readonly #days = new Map<string, Figures>();

    constructor(page: PageSetting) {
        this.#page = page;
    }

    /**
     * The figures of a day; where none is named of today, or of the last day that has any. With a
     * moment those of its day before it.
     */
    async figures(asked: string | undefined, beforeMs?: number): Promise<object> {
        const pool = this.#page.pool();
        const {seq, head} = await cursorOf(pool, 'main');
        const known = await daysKnown(pool);
        const today = this.#page.setting.zone.day(this.#page.nowMs());
        const isToday = known.length === 0 || known.some(each => each.day === today);
        const day = beforeMs === undefined ? asked ?? (isToday ? today : known[0]!.day)
            : this.#page.setting.zone.day(beforeMs);
        const name = `${day} ${beforeMs ?? ''}`;
        let found = this.#days.get(name);
        if (found?.seq !== seq) {
            found = {seq, figures: daySummary(pool, day, this.#page.setting, beforeMs)};
            this.#remember(name, found);
        }
        return {...await found.figures, days: known, cursor: seq, head};
    }

    #remember(name: string, found: Figures): void {
        this.#days.delete(name);
        this.#days.set(name, found);
        found.figures.catch(() => this.#days.delete(name));
        const [oldest] = this.#days.keys();
        if (this.#days.size > MOST_REMEMBERED && oldest !== undefined) this.#days.delete(oldest);
    }
}
