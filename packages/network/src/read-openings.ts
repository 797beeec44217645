import {readTable, Zone, type Cell, type Check} from '@karwan/base';
import {knownOf} from './cells.ts';
import {modes, openingRules, type Opening} from './network.ts';
import type {Placed} from './placed.ts';
import {daysOf} from './read-rates.ts';
import {parseSeason, parseWeekly} from './weekly.ts';

const COLUMNS = [
    'id', 'of', 'rule', 'first_day', 'last_day', 'known_to', 'zone', 'open', 'factor', 'from',
    'to', 'mode', 'status', 'source', 'source_date', 'note',
] as const;
const OPTIONAL = ['known_to', 'zone', 'open', 'factor', 'from', 'to', 'mode', 'note'] as const;

/** openings.csv: closures with dates, opening hours, seasons, slow times. */
export function readOpenings(text: string, check: Check): Placed<Opening>[] {
    return readTable('openings.csv', text, COLUMNS, OPTIONAL, check).map(cells => {
        const rule = check.oneOf(cells.rule, 'rule', openingRules);
        checkOpen(rule, cells.open, check);
        if ((rule === 'slow') !== (cells.factor.text !== '')) {
            check.fault(cells.factor.place, 'factor',
                cells.factor.text === '' ? 'nothing' : `"${cells.factor.text}"`,
                rule === 'slow' ? 'by what hours grow, such as 2' : `nothing, the rule is ${rule}`);
        }
        const days = daysOf(cells.first_day, cells.last_day, check);
        const knownTo = check.optional(cells.known_to, c => check.day(c, 'known_to'));
        if (knownTo !== undefined && (days.lastDay !== undefined || rule !== 'shut')) {
            check.fault(cells.known_to.place, 'known_to', `"${knownTo}"`,
                'nothing but for a shut without a last_day');
        }
        return {
            place: cells.id.place, cells,
            value: {
                id: check.id(cells.id, 'opening id'),
                of: check.id(cells.of, 'of'),
                rule, ...days, knownTo,
                zone: check.optional(cells.zone, c => zoneOf(c, check)) ?? '',
                open: cells.open.text,
                factor: check.optional(cells.factor, c => check.number(c, 'factor', 1, 1000)) ?? 1,
                from: check.optional(cells.from, c => check.id(c, 'from')),
                to: check.optional(cells.to, c => check.id(c, 'to')),
                mode: check.optional(cells.mode, c => check.oneOf(c, 'mode', modes)),
                known: knownOf(cells, check),
                at: cells.id.place, note: cells.note.text,
            },
        };
    });
}

function checkOpen(rule: Opening['rule'], cell: Cell, check: Check): void {
    const found = cell.text === '' ? 'nothing' : `"${cell.text}"`;
    if (rule === 'hours' && !parseWeekly(cell.text)) {
        check.fault(cell.place, 'open', found, 'opening hours such as Mo-Su 08:00-20:00');
    } else if (rule === 'season' && !parseSeason(cell.text)) {
        check.fault(cell.place, 'open', found, 'a season such as 04-01..11-30');
    } else if ((rule === 'shut' || rule === 'slow') && cell.text !== '') {
        check.fault(cell.place, 'open', found, `nothing, the rule is ${rule}`);
    }
}

/** The name of a zone of the IANA database. */
export function zoneOf(cell: Cell, check: Check): string {
    try {
        return new Zone(check.text(cell, 'zone') || 'UTC').name;
    } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        check.fault(cell.place, 'zone', `"${cell.text}"`, 'a time zone such as Asia/Karachi');
        return 'UTC';
    }
}
