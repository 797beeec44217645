import type {NetworkTold} from '../data/network.ts';
import type {EditKind, PlanTold} from '../data/plan.ts';
import type {PlanWords} from './use-plan-words.ts';

/** What something is called that an edit names: a crossing, a project, a place, a line. */
export function nameOf(id: string, network: NetworkTold, {t}: PlanWords): string {
    const crossing = network.crossings.find(each => each.id === id);
    if (crossing) return `${crossing.name} (${crossing.countries.join('–')})`;
    const project = network.projects.find(each => each.id === id);
    if (project) return `${id}: ${project.from} – ${project.to}, ${project.km} km`;
    if (id === 'tolls') return t('plan.name.tolls');
    if (id === 'barrier-free') return t('plan.name.barrierFree');
    if (id === 'ml1') return t('plan.name.ml1');
    const names = id.split('~').map(each => network.places.find(place => place.id === each)?.name);
    return names.every(name => name !== undefined) ? names.join(' – ') : id;
}

/** What an edit of a kind may name, by how it is called. */
export function choicesOf(
    kind: EditKind, plan: PlanTold, network: NetworkTold, words: PlanWords,
): {id: string; name: string}[] {
    const compare = new Intl.Collator(words.language.id).compare;
    return plan.vocabulary.names[kind].map(id => ({id, name: nameOf(id, network, words)}))
        .toSorted((a, b) => compare(a.name, b.name));
}

/** Short, for what stands on a map. */
export function shortName(id: string, {crossings}: NetworkTold): string {
    return crossings.find(each => each.id === id)?.name ?? id;
}
