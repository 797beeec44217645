import type {Check, YamlValue} from '@karwan/base';

const FIGURE = ['value', 'low', 'high', 'status', 'source', 'date', 'note'] as const;

/**
 * The value of a figure that names its range and its source, for whoever reads the file: only the
 * value is used, and the rest must be there.
 */
export function sourcedNumber(
    value: YamlValue, what: string, least: number, most: number, check: Check,
): number {
    const fields = value.fields(what, FIGURE, ['note']);
    check.text(fields.source.cell(what), `source of ${what}`);
    return check.number(fields.value.cell(what), what, least, most);
}
