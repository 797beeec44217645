import {originText, type Origin, type PriceStep} from '@karwan/tolling';
import type {ChargeExplained, ExplainedSection} from './charge.ts';
import type {Registered} from './register.ts';
import type {SeenPassage, SeenReading} from './sightings.ts';

/** One ground of a charge: what it is about, and what there is to say. */
export interface Ground {
    label: string;
    lines: string[];
}

/** Every ground of a charge, in the order of the thread. */
export function groundsOf(charge: ChargeExplained): Ground[] {
    const {trip, scheme} = charge;
    return [
        {label: 'seen', lines: charge.passages.map(passage => seenText(passage, charge.vehicle))},
        {label: 'inferred', lines: [charge.inferred.length > 0
            ? `${charge.inferred.join(', ')}: on the only way, reported nothing` : 'nothing']},
        {label: 'vehicle', lines: vehicleLines(charge)},
        {label: 'class', lines: [`${charge.class.class}, ${charge.class.by}`]},
        {label: 'valid then', lines: knownLines(charge.known)},
        {label: 'trip', lines: [
            `${trip.id}: ${trip.from} to ${trip.to}, ${sureText(trip.sure)} sure`, trip.rule]},
        {label: 'window', lines: [
            `${charge.road}, ${charge.entry} to ${charge.exit}, ${kmText(charge.tolledMetres)} km `
                + `tolled over ${charge.sections.length} sections`,
            lengthText(charge.sections)]},
        {label: 'tariff', lines: tariffLines(charge)},
        {label: 'amount', lines: stepLines(charge)},
        {label: 'money', lines: charge.transfers.map(({id, debit, credit, amount, at}) =>
            `${at}  ${debit} > ${credit}  ${amount}  (${id})`)},
        {label: 'wallet', lines: [charge.wallet
            ? `${charge.wallet.account} holds ${charge.wallet.balance}` : 'none']},
        {label: 'review', lines: charge.reviews.length > 0 ? charge.reviews.map(
            ({id, state, worth}) => `${id}: ${state}, worth ${worth}`) : ['nothing']},
        {label: 'decided', lines: [`at place ${charge.decidedSeq} of the log, by scheme `
            + `${scheme.id} ${scheme.version} (${scheme.digest.slice(0, 12)})`
            + (scheme.isSame ? '' : ', which is not the one at hand')]},
    ];
}

/** What a charge comes to, in one line. */
export function chargeHead({window, currency, amount, state, payer}: ChargeExplained): string {
    return `charge ${window}: ${currency.code} ${amount}, ${state}, paid by ${payer}`;
}

/** A charge on one screen: what it comes to, and every ground for it. */
export function chargeText(charge: ChargeExplained): string {
    const lines = groundsOf(charge).flatMap(({label, lines: told}) =>
        told.map((line, i) => `${(i === 0 ? label : '').padEnd(12)}${line}`));
    return [chargeHead(charge), '', ...lines].join('\n');
}

function seenText({at, point, by, readings}: SeenPassage, vehicle: string): string {
    const told = readings.map(reading => readingText(reading, vehicle)).join(' + ');
    const places = readings.map(reading => reading.seq).join(', ');
    return `${at}  ${point}: ${told}; by ${by} (${places})`;
}

// The vehicle's own plate needs no more words than that a camera read it.
function readingText(reading: SeenReading, vehicle: string): string {
    const {kind, tag, plate, confidence, isUnreadable, class: measured} = reading;
    const parts = [
        tag?.replace('tag:', ''), plate === vehicle ? 'its plate' : plate,
        isUnreadable ? 'plate unreadable' : null, confidence?.toFixed(2), measured,
    ].filter(part => part !== undefined && part !== null);
    return `${kind} ${parts.join(' ')}`.trimEnd();
}

function vehicleLines({vehicle, passages}: ChargeExplained): string[] {
    const by = [...new Set(passages.map(passage => passage.by))].join(', ');
    const basis = [...new Set(passages.flatMap(passage => passage.basis))];
    return [`${vehicle}, by ${by}${basis.length > 0 ? `; facts ${basis.join(', ')}` : ''}`];
}

function knownLines(
    {atSighting, atDecision, today, isChanged}: ChargeExplained['known'],
): string[] {
    const line = (known: Registered): string =>
        `tag ${known.tag}; class ${known.class}; exemption ${known.exemption}`;
    if (!isChanged) return [`${line(today)}; known when it was seen`];
    return [
        `${line(today)}`,
        `known when it was seen: ${line(atSighting)}`,
        `known at the decision: ${line(atDecision)}`,
    ];
}

function lengthText(sections: readonly ExplainedSection[]): string {
    const low = sections.reduce((sum, section) => sum + section.lowMetres, 0);
    const high = sections.reduce((sum, section) => sum + section.highMetres, 0);
    const length = sections.reduce((sum, section) => sum + section.lengthMetres, 0);
    const statuses = [...new Set(sections.map(section => section.status))].join(', ');
    return `lengths ${statuses}: ${kmText(length)} km, between ${kmText(low)} and ${kmText(high)}`;
}

function tariffLines({tariff, surcharge, status}: ChargeExplained): string[] {
    const line = tariff as {id: string; origin?: Origin; partOfRoad?: Origin};
    const rule = surcharge as {id: string; origin: Origin} | null;
    return [
        `${line.id}${line.origin ? `: ${originText(line.origin)}` : ', not in the scheme at hand'}`,
        ...line.partOfRoad ? [`part of the road: ${originText(line.partOfRoad)}`] : [],
        ...rule ? [`surcharge ${rule.id}: ${originText(rule.origin)}`] : [],
        `the weakest of them: ${status}`,
    ];
}

function stepLines({steps, amount, currency, surchargeWhen}: ChargeExplained): string[] {
    return [
        ...steps.map(stepText),
        `${surchargeWhen ? `${surchargeWhen}: ` : ''}${currency.code} ${amount}`,
    ];
}

/** One step of the calculation as a line. */
export function stepText(step: PriceStep): string {
    switch (step.step) {
        case 'rate-times-length':
            return `${step.ratePerKm} per km x ${kmText(step.metres)} km = ${step.exact}`;
        case 'share-of-whole':
            return `${step.whole} x ${step.metres} m / ${step.wholeMetres} m`;
        case 'whole-road': return `${step.whole} for the whole road`;
        case 'sum-of-gantries': return step.gantries.length > 6
            ? `the sum over ${step.gantries.length} gantries = ${step.exact}`
            : `${step.gantries.map(({gantry, amount}) => `${gantry} ${amount}`).join(' + ')} `
                + `= ${step.exact}`;
        case 'round': return `${roundingWords[step.rounding]} ${step.to} = ${step.result}`;
        case 'toll-times-factor': return `surcharge: ${step.toll} x ${step.factor} = ${step.exact}`;
        case 'at-least':
            return `less the toll ${step.extra}, at least ${step.least} = ${step.result}`;
        case 'exempt': return `exempt: ${step.toll} is not asked`;
    }
}

const roundingWords = {nearest: 'to the nearest', up: 'up to the next', down: 'down to the last'};

function kmText(metres: number): string {
    return (metres / 1000).toFixed(3).replace(/0{1,2}$/, '');
}

/** `99.99 %`, never rounded up to certainty. */
export function sureText(sure: number): string {
    return sure === 1 ? '100 %' : `${Math.floor(sure * 10_000) / 100} %`;
}
