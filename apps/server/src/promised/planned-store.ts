import {createHash} from 'node:crypto';
import {
    existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {studyDigest} from '../plan/study-digest.ts';
import {FRONT_PAGE_FILE} from './front-page.ts';
import type {Planned} from './planned.ts';

/** What scenarios came to, of which files, and when that was reckoned. */
export interface StoredPlan extends Planned {
    /** A digest of every file that it was made from. */
    digest: string;
    atMs: number;
}

const MOST_KEPT = 8;

/** A digest of every file of a corridor that its planned figures are made from. */
export function planDigest(corridorFolder: string): string {
    return createHash('sha256').update(studyDigest(corridorFolder))
        .update(readFileSync(join(corridorFolder, FRONT_PAGE_FILE))).digest('hex');
}

/** Figures of scenarios as they were reckoned, kept in the data folder by what made them. */
export class PlannedStore {
    readonly #folder: string;

    constructor(home: string) {
        this.#folder = join(home, 'planned');
    }

    find(digest: string): StoredPlan | undefined {
        const file = this.#file(digest);
        return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as StoredPlan : undefined;
    }

    /** Whoever reads meanwhile finds the whole of it or nothing. */
    keep(plan: StoredPlan): void {
        mkdirSync(this.#folder, {recursive: true});
        const draft = `${this.#file(plan.digest)}.${process.pid}.draft`;
        writeFileSync(draft, JSON.stringify(plan));
        renameSync(draft, this.#file(plan.digest));
        this.#dropOld();
    }

    #dropOld(): void {
        const kept = readdirSync(this.#folder).filter(name => name.endsWith('.json'))
            .map(name => ({
                name, atMs: (JSON.parse(readFileSync(join(this.#folder, name), 'utf8')) as
                    StoredPlan).atMs,
            })).sort((a, b) => b.atMs - a.atMs);
        for (const {name} of kept.slice(MOST_KEPT)) rmSync(join(this.#folder, name));
    }

    #file(digest: string): string {
        return join(this.#folder, `${digest}.json`);
    }
}
