import type {ChargeGrounds, PriceStep} from '../data/wire-explained.ts';
import type {Word, Words} from '../words/words.ts';

/** Each step from the price to the amount, and the amount. */
export function priceLines(words: Words, charge: ChargeGrounds): string[] {
    const {steps, toll, surchargeAmount, amount, currency, surchargeWhen} = charge;
    const {t, money} = words;
    const isRaised = steps.some(({step}) => step === 'at-least');
    const when = surchargeWhen === null ? '' : `${t(`how.${surchargeWhen}` as Word)}: `;
    return [
        ...steps.map(step => stepText(words, step)),
        ...isRaised ? [`${money(toll)} + ${money(surchargeAmount)} = ${money(amount)}`] : [],
        `${when}${currency.code} ${money(amount)}`,
    ];
}

function stepText({t, kilometres}: Words, step: PriceStep): string {
    switch (step.step) {
        case 'rate-times-length': return t('say.step.rate', {
            rate: step.ratePerKm, km: (step.metres / 1000).toFixed(3), exact: step.exact});
        case 'sum-of-bands': return t('say.step.all', {exact: step.exact});
        case 'share-of-whole': return `${step.whole} × ${kilometres(step.metres)} / `
            + kilometres(step.wholeMetres);
        case 'whole-road': return t('say.step.whole', {whole: step.whole});
        case 'sum-of-gantries': return step.gantries.length > 6
            ? t('say.step.gantries', {count: step.gantries.length, exact: step.exact})
            : `${step.gantries.map(({gantry, amount}) => `${gantry} ${amount}`).join(' + ')} = `
                + step.exact;
        case 'pair-of-matrix': {
            const {entry, exit, amount, place: {file, line, column}} = step;
            return t('say.step.pair', {
                entry, exit, amount,
                place: [file, line, column].filter(each => each !== undefined).join(':'),
            });
        }
        case 'flat': return t('say.step.flat', {amount: step.amount});
        case 'round': return t('say.step.round', {
            rounding: step.rounding, to: step.to, result: step.result});
        case 'toll-times-factor': return t('say.step.raised', {
            toll: step.toll, factor: step.factor, exact: step.exact});
        case 'at-least': return t('say.step.extra', {
            extra: step.extra, least: step.least, result: step.result});
        case 'exempt': return t('say.step.exempt', {toll: step.toll});
    }
}
