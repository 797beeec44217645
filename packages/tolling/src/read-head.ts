import {DAY_MS, foundText, Zone, type Check, type Currency, type YamlValue} from '@karwan/base';

/** The time zone of its local days; UTC stands in for one that is wrong. */
export function readZone(value: YamlValue, check: Check): Zone {
    const cell = value.cell('zone');
    try {
        return new Zone(check.text(cell, 'zone') || 'UTC');
    } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        check.fault(cell.place, 'zone', `"${cell.text}"`, 'a time zone such as Asia/Karachi');
        return new Zone('UTC');
    }
}

/** The money of its prices. */
export function readCurrency(value: YamlValue, check: Check): Currency {
    const currency = value.fields('currency', ['code', 'minorDigits']);
    const cell = currency.code.cell('currency code');
    if (!cell.isRefused && !/^[A-Z]{3}$/.test(cell.text)) {
        check.fault(cell.place, 'currency code', foundText(cell.text),
            'three capitals such as PKR');
    }
    const digits = currency.minorDigits.cell('minorDigits');
    return {
        code: cell.text,
        minorDigits: Number(check.oneOf(digits, 'minorDigits', ['0', '1', '2', '3', '4'])),
    };
}

/** Local days that are holidays, counted from 1970. */
export function readHolidays(list: YamlValue, check: Check): Set<number> {
    const days = new Set<number>();
    for (const item of list.items('holidays')) {
        const day = check.day(item.cell('holiday'), 'holiday');
        const count = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
        if (days.has(count)) check.fault(item.place, 'holiday', `"${day}" twice`, 'it once');
        days.add(count);
    }
    return days;
}

/** Its classes, cheapest first, and those that only the register tells. */
export function readClasses(
    list: YamlValue, check: Check,
): {classes: string[]; measuredAs: Map<string, string>} {
    const classes: string[] = [];
    const measured: [string, YamlValue][] = [];
    for (const item of list.items('classes')) {
        const {id, name, measuredAs} = item.fields(
            'class', ['id', 'name', 'measuredAs'], ['measuredAs']);
        const word = check.id(id.cell('class id'), 'class id');
        check.text(name.cell('class name'), 'class name');
        if (classes.includes(word)) check.fault(id.place, 'class id', `"${word}" twice`, 'it once');
        classes.push(word);
        if (!measuredAs.isEmpty()) measured.push([word, measuredAs]);
    }
    if (classes.length === 0 && !list.isMissing()) {
        check.fault(list.place, 'classes', 'none', 'at least one, cheapest first');
    }
    const own = classes.filter(word => measured.every(([told]) => told !== word));
    if (classes.length > 0 && own.length === 0) {
        check.fault(list.place, 'classes', 'measuredAs for every class', 'one that is measured');
    }
    return {classes, measuredAs: new Map(measured.map(([word, value]) =>
        [word, check.oneOf(value.cell('measuredAs'), 'measuredAs', own)]))};
}
