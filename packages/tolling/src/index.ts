export type {
    Origin, Rules, Scheme, Step, Surcharge, SurchargeWhen, TariffLine, Validity,
} from './scheme.ts';
