export {chanceFrom, type Chance} from './chance.ts';
export {Check, choiceText, foundText, likelyText, type Cell} from './check.ts';
export {compareBig, compareText} from './compare.ts';
export {
    decimalText, parseDecimal, roundRatio, times, type Decimal, type Rounding,
} from './decimal.ts';
export {statuses, weakest, type Figure, type Status} from './figure.ts';
export {groupedBy} from './group.ts';
export {findIndicator, indicators, type Indicator} from './indicator.ts';
export {median} from './median.ts';
export {minorFrom, moneyText, parseMoney, type Currency} from './money.ts';
export {faultText, Refusal, type Fault, type Place} from './refusal.ts';
export {nearWord} from './near.ts';
export {separatorOf, type Separator} from './separator.ts';
export {columnsOf, readTable, type Row} from './table.ts';
export {DAY_MS, dayBeside, HOUR_MS, parseInstant, Zone} from './time.ts';
export {readYaml, type YamlValue} from './yaml-file.ts';
