import type {
    Beside, ChargeGrounds, ExplainedSection, TariffOrigin,
} from '../data/wire-explained.ts';
import {decisionReason, registeredText} from '../review/told.ts';
import type {Word, Words} from '../words/words.ts';
import {priceLines} from './price-steps.ts';

/**
 * What there is to say to a ground of a charge, in the language of the person; undefined for a
 * ground that has no words of its own, which is told as the server says it.
 */
export function groundLines(
    words: Words, label: string, charge: ChargeGrounds,
): readonly string[] | undefined {
    const {t} = words;
    switch (label) {
        case 'bought': return charge.pass ? [t('say.bought', {
            ...charge.pass, to: charge.pass.to ?? 'none'})] : undefined;
        case 'times': return [t('say.upload', {gantries: charge.uploads.join(', ')})];
        case 'inferred': return orNothing(words, inferredLines(words, charge));
        case 'in doubt': return charge.beside.filter(({isCharged}) => !isCharged)
            .map(edge => t('say.doubt', {missed: edge.missed, edge: edgeText(words, edge)}));
        case 'vehicle': return [vehicleText(words, charge)];
        case 'class': return [t('say.class', {
            class: words.className(charge.class.class), by: charge.class.by})];
        case 'valid then': return knownLines(words, charge.known);
        case 'trip': return [t('say.trip', {
            trip: String(charge.trip.id), from: charge.trip.from, to: charge.trip.to,
            share: shareText(words, charge.trip.sure),
        }), charge.trip.rule];
        case 'window': return windowLines(words, charge);
        case 'tariff': return tariffLines(words, charge);
        case 'amount': return priceLines(words, charge);
        case 'wallet': return [charge.wallet ? t('say.wallet', {
            account: charge.wallet.account, balance: words.money(charge.wallet.balance),
        }) : t('say.none')];
        case 'review': return orNothing(words, reviewLines(words, charge));
        case 'corrected': return charge.corrections.map(each =>
            `${each.at}  ${t(`correction.${each.correction}` as Word)}`
                + `${each.amount === null ? '' : ` ${words.money(each.amount)}`}: `
                + t('say.because', {reason: each.reason, fact: each.fact}));
        case 'decided': return [decidedText(words, charge)];
        default: return undefined;
    }
}

function orNothing({t}: Words, lines: readonly string[]): readonly string[] {
    return lines.length > 0 ? lines : [t('say.nothing')];
}

function inferredLines(words: Words, {inferred, beside}: ChargeGrounds): string[] {
    const charged = beside.filter(({isCharged}) => isCharged);
    const within = inferred.filter(gantry => !charged.some(({missed}) => missed === gantry));
    return [
        ...within.length > 0 ? [words.t('say.within', {gantries: within.join(', ')})] : [],
        ...charged.map(edge => words.t('say.charged', {
            missed: edge.missed, edge: edgeText(words, edge)})),
    ];
}

function edgeText(words: Words, edge: Beside): string {
    const {gantry, missed, side, trips, expected, chance} = edge;
    return words.t('say.edge', {
        gantry, missed, side, trips, expected, chance: shareText(words, chance)});
}

/** `99.99 %`, never rounded up to certainty. */
function shareText({percent}: Words, share: number): string {
    return percent(Math.floor(share * 10_000) / 10_000, share === 1 ? 0 : 2);
}

function vehicleText({t}: Words, {vehicle, passages}: ChargeGrounds): string {
    const by = [...new Set(passages.map(passage => t(`by.${passage.by}` as Word)))];
    const facts = [...new Set(passages.flatMap(passage => passage.basis))];
    if (by.length === 0) return vehicle;
    const told = t('say.vehicle', {vehicle, by: by.join(', ')});
    return facts.length === 0 ? told : `${told}; ${t('say.facts', {facts: facts.join(', ')})}`;
}

function knownLines(words: Words, known: ChargeGrounds['known']): string[] {
    const {atSighting, atDecision, today, isChanged} = known;
    const what = registeredText(words, today);
    if (!isChanged) return [words.t('say.known.same', {what})];
    return [
        what,
        words.t('say.known.seen', {what: registeredText(words, atSighting)}),
        words.t('say.known.decided', {what: registeredText(words, atDecision)}),
    ];
}

function windowLines({t, kilometres}: Words, charge: ChargeGrounds): string[] {
    const {road, entry, exit, tolledMetres, sections} = charge;
    const km = (name: 'lengthMetres' | 'lowMetres' | 'highMetres'): string => kilometres(
        sections.reduce((sum: number, section: ExplainedSection) => sum + section[name], 0));
    const statuses = [...new Set(sections.map(({status}) => t(`status.${status}` as Word)))];
    return [
        t('say.window', {
            road, entry, exit, km: kilometres(tolledMetres), sections: sections.length}),
        t('say.length', {
            km: km('lengthMetres'), low: km('lowMetres'), high: km('highMetres'),
            statuses: statuses.join(', '),
        }),
    ];
}

function tariffLines({t}: Words, {tariff, surcharge, status}: ChargeGrounds): string[] {
    const {id, origin, partOfRoad} = tariff;
    const from = (each: TariffOrigin): string => [
        t(`status.${each.status}`), each.source,
        `${each.sourceDate} (${each.place.file}:${each.place.line})`,
    ].join(', ');
    return [
        origin ? `${id}: ${from(origin)}` : t('say.notathand', {id}),
        ...origin?.note ? [t('say.note', {note: origin.note})] : [],
        ...partOfRoad ? [t('say.part', {origin: from(partOfRoad)})] : [],
        ...surcharge
            ? [t('say.surcharge', {id: surcharge.id, origin: from(surcharge.origin)})] : [],
        t('say.weakest', {status: t(`status.${status}` as Word)}),
    ];
}

function reviewLines(words: Words, {reviews}: ChargeGrounds): string[] {
    const {t} = words;
    return reviews.map(({id, state, worth, decision}) => [
        t('say.review', {
            id, state: t(`item.${state}` as Word), worth: words.money(worth)}),
        ...decision ? [t('say.because', {
            reason: decisionReason(words, decision.reason), fact: decision.fact})] : [],
    ].join('; '));
}

function decidedText({t}: Words, {decidedSeq, scheme}: ChargeGrounds): string {
    const {id, version, digest, digestAtHand, decidedVersion, isSame} = scheme;
    const short = (text: string): string => text.slice(0, 12);
    const told = t('say.decided', {
        place: String(decidedSeq), scheme: id, digest: short(digest),
        version: isSame ? version : decidedVersion ?? t('say.noversion'),
    });
    return isSame ? told
        : `${told}; ${t('say.athand', {version, digest: short(digestAtHand)})}`;
}
