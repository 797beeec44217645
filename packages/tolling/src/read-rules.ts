import {DAY_MS, type Cell, type Check, type YamlValue} from '@karwan/base';
import {missedBesideRules} from './missed-beside.ts';
import {ORIGIN, originFrom} from './read-roads.ts';
import type {Origin, Rules} from './scheme.ts';

const KEYS = [
    'samePassageSeconds', 'leastPlateConfidence', 'unregisteredTag', 'stopAllowanceMinutes',
    'slowKmPerHour', 'mostMissedGantries', 'missedBeside',
    'futureToleranceSeconds', 'oldestReadingDays',
] as const;

/** The `rules` of corridor.yaml, each with its value and where it comes from. */
export function readRules(value: YamlValue, check: Check): Rules {
    const fields = value.fields('rules', KEYS, ['mostMissedGantries', 'missedBeside']);
    const origins: Record<string, Origin> = {};
    const cell = (key: (typeof KEYS)[number]): Cell => {
        const rule = fields[key].fields(key, ['value', ...ORIGIN], ['note']);
        origins[key] = originFrom(rule, fields[key].place, check);
        return rule.value.cell(key);
    };
    const number = (key: (typeof KEYS)[number], most: number): number =>
        check.number(cell(key), key, 0, most);
    return {
        samePassageMs: Math.round(number('samePassageSeconds', 3600) * 1000),
        leastPlateConfidence: number('leastPlateConfidence', 1),
        unregisteredTag: check.oneOf(
            cell('unregisteredTag'), 'unregisteredTag', ['charge', 'as-no-tag'] as const),
        stopAllowanceMs: Math.round(number('stopAllowanceMinutes', 10_000) * 60_000),
        slowMetresPerSecond: number('slowKmPerHour', 300) / 3.6,
        ...fields.mostMissedGantries.isEmpty() ? {}
            : {mostMissedGantries: Math.floor(number('mostMissedGantries', 1_000))},
        ...fields.missedBeside.isEmpty() ? {} : {missedBeside: check.oneOf(
            cell('missedBeside'), 'missedBeside', missedBesideRules)},
        futureToleranceMs: Math.round(number('futureToleranceSeconds', 86_400) * 1000),
        oldestReadingMs: Math.round(number('oldestReadingDays', 36_500) * DAY_MS),
        origins,
    };
}
