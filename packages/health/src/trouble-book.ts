import type {Corridor} from '@karwan/journey';
import {Alarms, type Alarm, type Evidence, type Trouble, type TroubleKind} from './alarm.ts';

/** What a test found wrong; where its point lies the book knows. */
export interface Finding {
    kind: TroubleKind;
    subject: string;
    point: string;
    sinceMs: number;
    evidence: Evidence;
    isWide?: boolean;
}

/** Where the tests of a monitor write what they find: a trouble that stands is not begun again. */
export class TroubleBook {
    readonly alarms: Alarms;
    readonly #roadOf: ReadonlyMap<string, string>;
    readonly #siteOf = new Map<string, string>();

    constructor(corridor: Corridor, open?: readonly Alarm[]) {
        this.alarms = new Alarms(open);
        this.#roadOf = new Map(corridor.points.map(point => [point.id, point.road]));
        for (const {point, site} of corridor.devices) {
            if (!this.#siteOf.has(point)) this.#siteOf.set(point, site);
        }
    }

    find(kind: TroubleKind, subject: string): Trouble | undefined {
        return this.alarms.find(kind, subject);
    }

    begin({kind, subject, point, sinceMs, evidence, isWide = false}: Finding, nowMs: number): void {
        if (this.alarms.find(kind, subject)) return;
        this.alarms.begin({
            kind, subject, sinceMs, isWide, evidence, foundMs: nowMs, endedMs: undefined,
            site: this.#siteOf.get(point) ?? point, road: this.#roadOf.get(point) ?? '',
        });
    }

    end(trouble: Trouble, atMs: number): void {
        this.alarms.end(trouble, atMs);
    }
}
