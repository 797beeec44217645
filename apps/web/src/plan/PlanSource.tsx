import type {ReactNode} from 'react';
import type {ClaimTold, ComparisonTold, EffectTold, InputTold} from '../data/plan.ts';
import {Sheet} from '../shell/Sheet.tsx';
import type {Compared} from './ComparePage.tsx';
import {Mark} from './Figure.tsx';
import {countryOf} from './Gains.tsx';
import {OTHERS, percentText, stepsOf} from './plan-text.ts';
import {usePlanWords, type PlanWord, type PlanWords} from './use-plan-words.ts';

/** What a figure is: how it is called, its exact value, how it comes about, what it rests on. */
interface Origin {
    title: string;
    value: string;
    how: string;
    effects?: readonly EffectTold[];
    inputs?: readonly InputTold[];
    claim?: ClaimTold;
}

/** Where a figure is from; Escape leads back to it. */
export function PlanSource({json, looked}: Compared): ReactNode {
    const words = usePlanWords();
    const {t} = words;
    const {source} = looked.search;
    const origin = source === undefined ? undefined : originOf(source, json, words);
    if (!origin) return undefined;
    const {title, value, how, effects = [], inputs = [], claim} = origin;
    return (
        <Sheet title={title} onClose={() => looked.look({source: undefined})}>
            <h2><bdi>{title}</bdi></h2>
            <p className="figure" data-exact={value}><bdi dir="ltr">{value}</bdi></p>
            <p>{how}</p>
            {claim && (
                <p><bdi lang="en" dir="ltr">{claim.source}, {claim.date}</bdi><br/>
                    <small lang="en" dir="ltr">{claim.commitment === null
                        ? `values/claims.csv:${claim.line}` : `agreements: ${claim.commitment}`}
                    {claim.note !== '' && `; ${claim.note}`}</small></p>
            )}
            {effects.length > 0 && <EffectsTold effects={effects}/>}
            {inputs.length > 0 && <InputsTold inputs={inputs}/>}
            {effects.length + inputs.length === 0 && !claim && <p>{t('plan.source.none')}</p>}
        </Sheet>
    );
}

function EffectsTold({effects}: {effects: readonly EffectTold[]}): ReactNode {
    const words = usePlanWords();
    return (
        <>
            <h3>{words.t('plan.source.effects')}</h3>
            <ul className="sources">
                {effects.map(({id, party, country, worth, unit, counts, status}) => (
                    <li key={`${id} ${party} ${country}`}>
                        <bdi lang="en">{id}, {party}</bdi>, {countryOf(country, words)}:{' '}
                        <bdi className="figure">{words.amount(worth)}</bdi>{' '}
                        <small lang="en">{unit}</small> <Mark status={status}/>
                        <p><small lang="en" dir="ltr">{counts.slice(0, 6).join(', ')}
                            {counts.length > 6 && ` +${counts.length - 6}`}</small></p>
                    </li>
                ))}
            </ul>
        </>
    );
}

function InputsTold({inputs}: {inputs: readonly InputTold[]}): ReactNode {
    const {t} = usePlanWords();
    return (
        <>
            <h3>{t('plan.source.inputs')}</h3>
            <ul className="sources">
                {inputs.map(({id, low, value, high, unit, status, source, date, at}) => (
                    <li key={id}>
                        <bdi lang="en" dir="ltr">{id}: {value} ({low} – {high}) {unit}</bdi>{' '}
                        <Mark status={status}/>
                        <p>{status === 'assumed' && <>{t('plan.assumed.by')} </>}
                            <bdi lang="en" dir="ltr">{source}, {date}</bdi><br/>
                            <small dir="ltr">{at}</small></p>
                    </li>
                ))}
            </ul>
        </>
    );
}

/** What a figure of the page rests on, by the name that the page gives it. */
export function originOf(
    from: string, json: ComparisonTold, words: PlanWords,
): Origin | undefined {
    const {t} = words;
    const [kind, name] = split(from);
    const money = json.effects.filter(({unit}) => unit === json.unit);
    const inputs = json.inputs;
    const whole = (title: string, value: number | string, how: PlanWord, effects = money): Origin =>
        ({title, value: String(value), how: t(how, {draws: words.count(json.draws)}), effects,
            inputs});
    switch (kind) {
        case 'assumed': return json.assumed ? {
            ...whole(t('plan.assumed.title'), json.assumed.share, 'plan.how.assumed', []),
            inputs: inputs.filter(({status}) => status === 'assumed'),
        } : undefined;
        case 'p10': case 'p50': case 'p90': return json.spread
            ? whole(t(`plan.${kind}`), json.spread[kind], 'plan.how.draws', []) : undefined;
        case 'below': return json.spread
            ? whole(t('plan.below'), json.spread.shareBelowZero, 'plan.how.draws', []) : undefined;
        case 'npv': return npvOrigin(name, json, words, whole);
        case 'irr': return whole(
            t('plan.irr'), json.internalRates.join(', ') || '–', 'plan.how.irr');
        case 'bcr': return whole(t('plan.bcr'), json.benefitCostRatio ?? '–', 'plan.how.bcr');
        case 'carbon': return whole(t('plan.carbon'), json.carbonTonnes, 'plan.how.carbon',
            json.effects.filter(({unit}) => unit === 't CO2'));
        default: return partOrigin(kind, name, json, words, whole);
    }
}

type Whole = (
    title: string, value: number | string, how: PlanWord, effects?: EffectTold[],
) => Origin;

function npvOrigin(
    name: string, json: ComparisonTold, words: PlanWords, whole: Whole,
): Origin | undefined {
    const other = json.atOtherRates.find(({rate}) => String(rate) === name);
    const rate = percentText(words, other?.rate ?? json.rate);
    return whole(words.t('plan.npv', {rate}), other?.netPresentValue ?? json.netPresentValue,
        'plan.how.npv');
}

function partOrigin(
    kind: string, name: string, json: ComparisonTold, {t}: PlanWords, whole: Whole,
): Origin | undefined {
    const money = json.effects.filter(({unit}) => unit === json.unit);
    const found = <T,>(each: T | undefined, make: (it: T) => Origin): Origin | undefined =>
        each === undefined ? undefined : make(each);
    switch (kind) {
        case 'effect': return found(stepsOf(json).find(({id}) => id === name), ({worth}) => whole(
            name === OTHERS ? t('plan.others') : name, worth, 'plan.how.effect',
            money.filter(({id}) => name === OTHERS
                ? !stepsOf(json).some(step => step.id === id) : id === name)));
        case 'party': return found(json.byParty.find(({of}) => of === name), ({worth}) =>
            whole(name, worth, 'plan.how.share', money.filter(({party}) => party === name)));
        case 'country': return found(json.byCountry.find(({of}) => of === name), ({worth}) =>
            whole(name, worth, 'plan.how.share', money.filter(({country}) => country === name)));
        case 'edit': return found(json.byEdit[Number(name)], ({edit, worth}) =>
            whole(edit, worth, 'plan.how.edit', []));
        case 'claim': case 'ours': return found(
            json.claims.find(({line}) => String(line) === name), claim => kind === 'claim'
                ? {title: claim.what, how: t('plan.how.claim'), claim,
                    value: claimValue(claim)}
                : whole(claim.what, claim.ours ?? '–', 'plan.how.figure', []));
        case 'input': return found(json.inputs.find(({id}) => id === name), input => ({
            ...whole(name, input.atHigh, 'plan.how.input', []), inputs: [input]}));
        case 'figure': return found(json.figures.find(({id}) => id === name), each =>
            whole(name, each.with ?? '–', 'plan.how.figure', []));
        default: return undefined;
    }
}

function claimValue({low, value, high}: ClaimTold): string {
    return low !== null && high !== null && low !== high
        ? `${low} – ${high}` : String(value ?? '–');
}

function split(from: string): [kind: string, name: string] {
    const at = from.indexOf(':');
    return at < 0 ? [from, ''] : [from.slice(0, at), from.slice(at + 1)];
}
