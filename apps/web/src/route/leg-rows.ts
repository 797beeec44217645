import type {Way} from '../data/network.ts';

/** Each leg of a way as the server gave it, for a file. */
export function legRows({legs}: Way, currency: string): (string | number)[][] {
    return [
        ['kind', 'id', 'from', 'from_name', 'to', 'to_name', 'mode', 'to_mode', 'gauge_mm',
            'to_gauge_mm', 'line', 'length_km', 'hours_p10', 'hours_p50', 'hours_p90',
            'wait_hours', 'arrives', `money_low_${currency}`, `money_median_${currency}`,
            `money_high_${currency}`, 'loss_permille', 'statuses', 'sources'],
        ...legs.map(leg => [
            leg.kind, leg.id, leg.from, leg.fromName, leg.to, leg.toName, leg.mode, leg.toMode,
            leg.gaugeMm ?? '', leg.toGaugeMm ?? '', leg.line ?? '', leg.lengthKm,
            leg.hours.p10 ?? '', leg.hours.p50 ?? '', leg.hours.p90 ?? '', leg.waitHours,
            leg.arrives ?? '', leg.money.low, leg.money.median, leg.money.high, leg.lossPermille,
            leg.origins.map(({what, status}) => `${what}: ${status}`).join('; '),
            leg.origins.map(({what, source, date}) => `${what}: ${source} (${date})`).join('; '),
        ]),
    ];
}
