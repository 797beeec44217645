import Type, {type TProperties} from 'typebox';
import {count, money, number, oneOf, status, text} from './kinds.ts';

const place = Type.Object({file: text, line: count, column: Type.Optional(count)}, {
    title: 'FilePlace'});

export const tariffOrigin = Type.Object({
    place, source: text, sourceDate: text, status, note: text,
}, {title: 'TariffOrigin', description: 'where a price or a rule comes from'});

/** The line that priced a window: its id alone where the scheme at hand has none of that name. */
export const tariffLine = Type.Object({
    id: text, origin: Type.Optional(tariffOrigin), partOfRoad: Type.Optional(tariffOrigin),
}, {title: 'TariffLine', additionalProperties: true});

const rounding = oneOf(['nearest', 'up', 'down']);

function step<const Name extends string, Rest extends TProperties>(name: Name, rest: Rest) {
    return Type.Object({step: Type.Literal(name), ...rest});
}

const gantryStep = Type.Object({
    gantry: text, amount: money, place: Type.Optional(place),
    rate: Type.Optional(Type.Object({ratePerKm: text, metres: number, to: money, rounding})),
}, {title: 'GantryStep'});

export const priceStep = Type.Union([
    step('rate-times-length', {ratePerKm: text, metres: number, exact: text}),
    step('share-of-whole', {whole: money, metres: number, wholeMetres: number, exact: text}),
    step('whole-road', {whole: money, metres: number}),
    step('sum-of-gantries', {gantries: Type.Array(gantryStep), exact: text}),
    step('pair-of-matrix', {entry: text, exit: text, amount: money, place}),
    step('flat', {amount: money}),
    step('sum-of-bands', {exact: text}),
    step('round', {to: money, rounding, result: money}),
    step('toll-times-factor', {toll: money, factor: text, exact: text}),
    step('at-least', {least: money, extra: money, result: money}),
    step('exempt', {toll: money, result: money}),
], {title: 'PriceStep', description: 'one step from a price to an amount, exact'});
