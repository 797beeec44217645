import type {ReviewDecision} from '@karwan/tolling';
import {rowsOf, type Connection} from '../sql.ts';
import {decisionsAbout, type News} from './news.ts';

// Every item has a first part: it is asked for so that the index of decisions answers.
const anyDecision = {
    name: 'thread-any-decision',
    text: `select exists (select from fact where kind = 'review'
                and split_part(body->>'item', ':', 1) >= '' and seq <= $1) as any`,
};

/** What people decided. Where nobody has decided anything yet, nobody has to look for it. */
export class DecisionMemory {
    #isAny: boolean | undefined;

    /** What people decided about these passages, up to the end of the news. */
    async about(
        connection: Connection, passages: () => readonly number[], news: News,
    ): Promise<ReviewDecision[]> {
        if (news.decisions.length > 0) this.#isAny = true;
        this.#isAny ??= await this.#look(connection, news.toSeq);
        const asked = this.#isAny ? passages() : [];
        return asked.length > 0 ? decisionsAbout(connection, asked, news.toSeq) : [];
    }

    async #look(connection: Connection, toSeq: number): Promise<boolean> {
        const [row] = await rowsOf<{any: boolean}>(connection, anyDecision, [toSeq]);
        return row!.any;
    }
}
