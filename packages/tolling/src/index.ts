export {loadScheme, schemeFiles} from './load-scheme.ts';
export type {
    Origin, Rules, Scheme, Step, Surcharge, SurchargeWhen, TariffLine, Validity,
} from './scheme.ts';
export {priceOf, surchargeOf, type Driven, type Price} from './tariff.ts';
