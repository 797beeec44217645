import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {cursorOf} from '../thread/load.ts';
import type {CorridorPromises} from './front-page-files.ts';
import {journeysOf, type Journeys} from './journeys.ts';
import type {Planning} from './planning.ts';
import {promisedJson, type PromisedJson} from './table.ts';

/** What the table is made from while a server runs. */
export interface PromisedSetting {
    pool(): pg.Pool;
    setting: Setting;
    nowMs(): number;
    promises: CorridorPromises;
    planning: Planning;
}

/** Journeys of days are counted again no sooner than this, however fast the log grows. */
const COUNTED_AGAIN_MS = 60_000;

/** The table as it stands, its journeys counted once a while however many ask. */
export class PromisedBoard {
    readonly #setting: PromisedSetting;
    readonly #wallMs: () => number;
    #counted: {seq: number; atMs: number; journeys: Promise<Journeys>} | undefined;

    /** `wallMs` is a clock that goes on, whatever the clock of a simulated world does. */
    constructor(setting: PromisedSetting, wallMs: () => number) {
        this.#setting = setting;
        this.#wallMs = wallMs;
    }

    async table(): Promise<PromisedJson> {
        const {promises: {agreements, frontPage}, planning, setting: {zone}} = this.#setting;
        return promisedJson({
            agreements, frontPage, plan: planning.state(), journeys: await this.#journeys(),
            dayOf: atMs => zone.day(atMs),
        });
    }

    async #journeys(): Promise<Journeys> {
        const pool = this.#setting.pool();
        const {seq} = await cursorOf(pool, 'main');
        const nowMs = this.#wallMs();
        const known = this.#counted;
        if (known && (known.seq === seq || nowMs - known.atMs < COUNTED_AGAIN_MS)) {
            return known.journeys;
        }
        const journeys = journeysOf(pool, this.#setting.setting, this.#setting.nowMs());
        this.#counted = {seq, atMs: nowMs, journeys};
        journeys.catch(() => {
            this.#counted = undefined;
        });
        return journeys;
    }
}
