import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Check, DAY_MS, readYaml, statuses, type YamlValue} from '@karwan/base';

/** How long plates are kept after a vehicle was last seen. */
export interface RetentionRule {
    /** Where nothing is open about it any more. */
    settledMs: number;
    /** Where it still owes a toll that no wallet paid. */
    owingMs: number;
}

/** Beside the scheme's own files; it prices nothing and is no part of their digest. */
export const RETENTION_FILE = 'retention.yaml';

const FIGURE = ['value', 'low', 'high', 'status', 'source', 'date', 'note'] as const;
const MOST_DAYS = 36_600;

/**
 * The rule in the folder of a scheme; undefined where there is none, and then nothing is ever
 * deleted. Throws a Refusal with all faults where it is not as it must be.
 */
export function retentionRuleFrom(folder: string): RetentionRule | undefined {
    const path = join(folder, RETENTION_FILE);
    if (!existsSync(path)) return undefined;
    const check = new Check();
    const {plates} = readYaml(RETENTION_FILE, readFileSync(path, 'utf8'), check)
        .fields('retention', ['plates']);
    const {settledDays, owingDays} = plates.fields('plates', ['settledDays', 'owingDays']);
    const settledMs = days(settledDays, 'settledDays', check) * DAY_MS;
    const owingMs = days(owingDays, 'owingDays', check) * DAY_MS;
    check.refuseIfFaulty();
    if (owingMs < settledMs) {
        check.fault(owingDays.place, 'owingDays', `${owingMs / DAY_MS} days`,
            `settledDays (${settledMs / DAY_MS}) or more`);
    }
    check.refuseIfFaulty();
    return {settledMs, owingMs};
}

function days(value: YamlValue, what: string, check: Check): number {
    const fields = value.fields(what, FIGURE, ['low', 'high', 'note']);
    check.text(fields.source.cell(what), `source of ${what}`);
    check.text(fields.date.cell(what), `date of ${what}`);
    check.oneOf(fields.status.cell(what), `status of ${what}`, statuses);
    return check.number(fields.value.cell(what), what, 1, MOST_DAYS);
}
