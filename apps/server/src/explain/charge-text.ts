import {
    originText, type Beside, type GantryStep, type Origin, type PriceStep,
} from '@karwan/tolling';
import {counted} from '../counted.ts';
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
    const {trip} = charge;
    return [
        ...charge.pass ? [{label: 'bought', lines: [passText(charge.pass)]}]
            : drivenGrounds(charge),
        {label: 'vehicle', lines: vehicleLines(charge)},
        {label: 'class', lines: [classText(charge.class)]},
        {label: 'valid then', lines: knownLines(charge.known)},
        ...charge.pass ? [] : [{label: 'trip', lines: [
            `${trip.id}: ${trip.from} to ${trip.to}, ${sureText(trip.sure)} sure`, trip.rule]}],
        ...charge.windowRule ? [{label: 'together', lines: [ruleText(charge.windowRule)]}] : [],
        ...priceGrounds(charge),
        {label: 'money', lines: charge.transfers.map(({id, debit, credit, amount, at}) =>
            `booked ${at}  ${debit} > ${credit}  ${amount}  (${id})`)},
        {label: 'wallet', lines: [charge.wallet
            ? `${charge.wallet.account} holds ${charge.wallet.balance} today` : 'none']},
        {label: 'review', lines: charge.reviews.length > 0 ? charge.reviews.map(
            ({id, state, worth, decision}) => `${id}: ${state}, worth ${worth}`
                + (decision ? `; "${decision.reason}" (${decision.fact})` : '')) : ['nothing']},
        ...charge.corrections.length > 0 ? [{label: 'corrected', lines: charge.corrections.map(
            ({correction, amount, reason, at, fact}) => `${at}  ${correction}`
                + `${amount === null ? '' : ` ${amount}`}: "${reason}" (${fact})`)}] : [],
        {label: 'decided', lines: [
            `at place ${charge.decidedSeq} of the log, by ${schemeText(charge.scheme)}`]},
    ];
}

/** What was seen and filled in of what was driven. */
function drivenGrounds(charge: ChargeExplained): Ground[] {
    return [
        {label: 'seen', lines: charge.passages.length > 0
            ? charge.passages.map(passage => seenText(passage, charge.vehicle)) : ['nothing']},
        ...charge.uploads.length > 0 ? [{label: 'times', lines: [
            `${charge.uploads.join(', ')}: faster than anyone drives, so of an upload and not of `
                + 'the passage']}] : [],
        {label: 'inferred', lines: inferredLines(charge)},
        ...doubtGrounds(charge),
    ];
}

/** What of a charge its price is told by, whether or not anybody drove. */
export type PriceTold = Pick<ChargeExplained,
    'road' | 'entry' | 'exit' | 'sections' | 'tolledMetres' | 'tariff' | 'surcharge' | 'status'
    | 'steps' | 'toll' | 'surchargeAmount' | 'amount' | 'currency' | 'surchargeWhen'>;

/** What was priced, by which lines, and each step to the amount. */
export function priceGrounds(told: PriceTold): Ground[] {
    return [
        {label: 'window', lines: told.entry === '' ? [told.road] : [
            `${told.road}, ${told.entry} to ${told.exit}, ${kmText(told.tolledMetres)} km `
                + `tolled over ${counted(told.sections.length, 'section')}`,
            lengthText(told.sections)]},
        {label: 'tariff', lines: tariffLines(told)},
        {label: 'amount', lines: stepLines(told)},
    ];
}

/** What a charge comes to, in one line. */
export function chargeHead({window, currency, amount, state, payer}: ChargeExplained): string {
    const [, debtor] = /^owed:(.*)/.exec(payer) ?? [];
    const by = debtor === undefined ? `, paid by ${payer}` : `, owed by ${debtor}`;
    return `charge ${window}: ${currency.code} ${amount}, ${state}${state === 'exempt' ? '' : by}`;
}

/** A charge on one screen: what it comes to, and every ground for it. */
export function chargeText(charge: ChargeExplained): string {
    return [chargeHead(charge), '', ...groundLines(groundsOf(charge))].join('\n');
}

/** Grounds as lines, each label before its first. */
export function groundLines(grounds: readonly Ground[]): string[] {
    return grounds.flatMap(({label, lines}) =>
        lines.map((line, i) => `${(i === 0 ? label : '').padEnd(12)}${line}`));
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

// Between two places where it was seen nobody gets past a gantry; beside them it was inferred.
function inferredLines({inferred, beside}: ChargeExplained): string[] {
    const charged = beside.filter(({isCharged}) => isCharged);
    const within = inferred.filter(gantry => !charged.some(({missed}) => missed === gantry));
    const lines = [
        ...within.length > 0 ? [`${within.join(', ')}: on the only way, reported nothing`] : [],
        ...charged.map(edge => `${edge.missed}: charged, since ${edgeText(edge)}`),
    ];
    return lines.length > 0 ? lines : ['nothing'];
}

function passText({pass, fact, from, to}: NonNullable<ChargeExplained['pass']>): string {
    return `pass ${pass} from ${from} ${to === null ? 'on' : `until ${to}`} (${fact})`;
}

// Why this and that were priced together, where a rule of the scheme says so.
function ruleText(
    {id, kind, roads, lateness, origin}: NonNullable<ChargeExplained['windowRule']>,
): string {
    const asked = kind !== 'untagged-day' ? '' : lateness === 'asKnown'
        ? ', of trips without a usable tag as it was known when each was first heard of'
        : ', of trips without a usable tag';
    return `${kind} ${id} on ${roads.join(', ')}${asked}: ${originText(origin)}`;
}

function doubtGrounds({beside}: ChargeExplained): Ground[] {
    const doubts = beside.filter(({isCharged}) => !isCharged);
    return doubts.length === 0 ? [] : [{label: 'in doubt', lines: doubts.map(edge =>
        `${edge.missed}: not charged, the smaller of two charges, though ${edgeText(edge)}`)}];
}

function edgeText({gantry, missed, side, trips, expected, chance}: Beside): string {
    const verb = side === 'before' ? 'begin' : 'end';
    return `of ${trips} trips that ${verb} at ${gantry} without a ramp's record ${expected} are to `
        + `be expected because ${missed} missed them (${sureText(chance)})`;
}

function vehicleLines({vehicle, passages}: ChargeExplained): string[] {
    const by = [...new Set(passages.map(passage => passage.by))].join(', ');
    const basis = [...new Set(passages.flatMap(passage => passage.basis))];
    if (by === '') return [vehicle];
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

function classText({class: name, by}: ChargeExplained['class']): string {
    return `${name}, `
        + (by === 'least-of-all' ? 'the cheapest: nobody declared or measured one' : by);
}

function schemeText(
    {id, version, digest, digestAtHand, decidedVersion}: ChargeExplained['scheme'],
): string {
    const short = (text: string): string => text.slice(0, 12);
    if (digest === digestAtHand) return `scheme ${id} ${version} (${short(digest)})`;
    const decided = decidedVersion === null ? 'of no version that was adopted here'
        : decidedVersion;
    return `scheme ${id} ${decided} (${short(digest)}); at hand is version ${version} `
        + `(${short(digestAtHand)})`;
}

function lengthText(sections: readonly ExplainedSection[]): string {
    const low = sections.reduce((sum, section) => sum + section.lowMetres, 0);
    const high = sections.reduce((sum, section) => sum + section.highMetres, 0);
    const length = sections.reduce((sum, section) => sum + section.lengthMetres, 0);
    const statuses = [...new Set(sections.map(section => section.status))].join(', ');
    return `whole length ${kmText(length)} km, ${statuses}, between ${kmText(low)} and `
        + kmText(high);
}

function tariffLines({tariff, surcharge, status}: PriceTold): string[] {
    const line = tariff as {id: string; origin?: Origin; partOfRoad?: Origin};
    const rule = surcharge as {id: string; origin: Origin} | null;
    return [
        `${line.id}${line.origin ? `: ${originText(line.origin)}` : ', not in the scheme at hand'}`,
        ...line.origin?.note ? [`which is: ${line.origin.note}`] : [],
        ...line.partOfRoad ? [`part of the road: ${originText(line.partOfRoad)}`] : [],
        ...rule ? [`surcharge ${rule.id}: ${originText(rule.origin)}`] : [],
        `the weakest of them: ${status}`,
    ];
}

function stepLines(charge: PriceTold): string[] {
    const {steps, toll, surchargeAmount, amount, currency, surchargeWhen} = charge;
    const isRaised = steps.some(step => step.step === 'at-least');
    return [
        ...steps.map((step, i) => stepText(step, steps.slice(0, i))),
        ...isRaised ? [`${toll} + ${surchargeAmount} = ${amount}`] : [],
        `${surchargeWhen ? `${surchargeWhen}: ` : ''}${currency.code} ${amount}`,
    ];
}

// Where several gantries are summed, each tells the row that its amount stands in.
function gantryText({gantry, amount, place, rate}: GantryStep): string {
    const told = [
        ...rate ? [`${rate.ratePerKm} per km x ${kmText(rate.metres)} km, `
            + `${roundingWords[rate.rounding]} ${rate.to}`] : [],
        ...place ? [`${place.file}:${place.line}`] : [],
    ];
    return `${gantry} ${amount}${told.length > 0 ? ` (${told.join('; ')})` : ''}`;
}

/** One step of the calculation as a line; the steps before it lend their results. */
function stepText(step: PriceStep, before: readonly PriceStep[]): string {
    switch (step.step) {
        case 'rate-times-length':
            return `${step.ratePerKm} per km x ${kmText(step.metres)} km = ${step.exact}`;
        case 'flat': return `one price for all of it: ${step.amount}`;
        case 'sum-of-bands': return `in all ${step.exact}`;
        case 'share-of-whole':
            return `${step.whole} x ${step.metres} m / ${step.wholeMetres} m`;
        case 'whole-road': return `${step.whole} for the whole road`;
        case 'sum-of-gantries': return step.gantries.length > 6
            ? `the sum over ${step.gantries.length} gantries = ${step.exact}`
            : `${step.gantries.map(gantryText).join(' + ')} = ${step.exact}`;
        case 'pair-of-matrix':
            return `${step.amount} from ${step.entry} to ${step.exit}, as printed `
                + `(${step.place.file}:${step.place.line}:${step.place.column})`;
        case 'round': return `${roundingWords[step.rounding]} ${step.to} = ${step.result}`;
        case 'toll-times-factor': return `raised: ${step.toll} x ${step.factor} = ${step.exact}`;
        case 'at-least': return extraText(step, before);
        case 'exempt': return `exempt: ${step.toll} is not asked`;
    }
}

function extraText(
    {least, extra, result}: PriceStep & {step: 'at-least'}, before: readonly PriceStep[],
): string {
    const [raised, rounded] = before.slice(-2);
    if (raised?.step !== 'toll-times-factor' || rounded?.step !== 'round') {
        throw new Error('a surcharge is a raised toll, rounded, less the toll');
    }
    const difference = `surcharge: ${rounded.result} - ${raised.toll} = ${extra}`;
    return result === extra ? `${difference} (at least ${least})`
        : `${difference}, but at least ${least}: ${result}`;
}

const roundingWords = {nearest: 'to the nearest', up: 'up to the next', down: 'down to the last'};

function kmText(metres: number): string {
    return (metres / 1000).toFixed(3).replace(/0{1,2}$/, '');
}

/** `99.99 %`, never rounded up to certainty. */
export function sureText(sure: number): string {
    return sure === 1 ? '100 %' : `${Math.floor(sure * 10_000) / 100} %`;
}
