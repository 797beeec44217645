import {sharesBy, type Appraisal, type RoadCase, type Share, type Step} from '@karwan/plan';

/** An effect with its value in each year and its present value. */
interface EffectJson {
    id: string;
    kind: string;
    party: string;
    country: string;
    status: string;
    values: readonly number[];
    worth: number;
}

/** What a case comes to under one convention. */
interface Worth {
    netPresentValue: number;
    internalRates: readonly number[];
    benefitCostRatio: number | null;
    paybackYears: number | null;
}

/** What one rule moves, all rules before it having been changed already. */
interface StepJson extends Worth {
    rule: string;
    from: string;
    to: string;
    change: number;
}

export interface AppraisalJson extends Worth {
    convention: string;
    baseYear: string;
    rate: number;
    unit: string;
    firstYear: number;
    effects: readonly EffectJson[];
    byParty: readonly Share[];
    byCountry: readonly Share[];
    against: string | null;
    steps: readonly StepJson[];
}

/** An appraisal, and rule by rule the way to another convention, as one object. */
export function appraisalJson(
    {firstYear}: RoadCase, appraisal: Appraisal,
    steps: readonly (Step & {appraisal: Appraisal})[], against: string | undefined,
): AppraisalJson {
    const {convention, rate, effects, worth} = appraisal;
    return {
        convention: convention.id, baseYear: convention.baseYear, rate, firstYear,
        unit: effects[0]!.unit, ...worthOf(appraisal),
        effects: effects.map(({id, kind, bearer, status, values}, index) =>
            ({id, kind, ...bearer, status, values, worth: worth[index]!})),
        byParty: sharesBy('party', effects, rate, convention.baseYear),
        byCountry: sharesBy('country', effects, rate, convention.baseYear),
        against: against ?? null,
        steps: steps.map(({rule, from, to, appraisal: after}, index) => {
            const before = index === 0 ? appraisal : steps[index - 1]!.appraisal;
            const change = after.netPresentValue - before.netPresentValue;
            return {rule, from, to, change, ...worthOf(after)};
        }),
    };
}

function worthOf(
    {netPresentValue, internalRates, benefitCostRatio, paybackYears}: Appraisal,
): Worth {
    return {
        netPresentValue, internalRates, benefitCostRatio: benefitCostRatio ?? null,
        paybackYears: paybackYears ?? null,
    };
}
