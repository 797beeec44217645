import type {Chance} from '@karwan/base';
import type {RoadCase, Section, Traffic} from './case.ts';
import {readRoadCase} from './read-case.ts';
import {storyFiles} from './story-case.ts';

/** A new road beside an old one: sections, traffic without and with, and what is built. */
export type Scheme = Pick<RoadCase, 'sections' | 'without' | 'with' | 'capital'>;

/** A case of some years without anything in it; the story's guide gives its values. */
export function emptyCase(chance: Chance): RoadCase {
    const story = readRoadCase(storyFiles());
    return {
        ...story, years: 5 + chance.below(30), buildYears: 1 + chance.below(4),
        economicRate: 0.02 + 0.1 * chance.uniform(), sections: [], capital: [],
        without: [], with: [],
    };
}

/** A new road that takes a drawn share of an old one's traffic, for such a case. */
export function randomScheme(
    {years, buildYears}: RoadCase, name: string, chance: Chance,
): Scheme {
    const section = (kind: 'old' | 'new'): Section => ({
        id: `${name} ${kind}`, name: kind, isWithout: kind === 'old', isWith: true,
        lengthKm: 1 + 20 * chance.uniform(), bridgesKm: chance.uniform(), tunnelsKm: 0,
        category: 'standard', lanes: 2, environment: 'extravilan',
        widthMetres: 8 + 4 * chance.uniform(), layout: 'wide',
    });
    const [old, built] = [section('old'), section('new')];
    const trips = 500 + chance.below(20_000);
    const growth = 1 + 0.03 * chance.uniform();
    const taken = chance.uniform();
    const traffic = (of: Section, kmPerHour: number, share: (year: number) => number): Traffic => ({
        section: of, vehicle: 'car',
        perDay: Array.from({length: years}, (_, year) => trips * growth ** year * share(year)),
        kmPerHour: Array.from({length: years}, () => kmPerHour),
    });
    const opened = (year: number): number => year < buildYears ? 0 : taken;
    const [slow, quick] = [30 + 30 * chance.uniform(), 60 + 60 * chance.uniform()];
    const outlay = 1e7 * chance.uniform();
    const capital = ['bridges', 'land', 'earthworks'].map(item => ({
        item, byYear: Array.from({length: years}, (_, year) => year < buildYears ? outlay : 0),
    }));
    return {
        sections: [old, built], capital, without: [traffic(old, slow, () => 1)],
        with: [traffic(old, slow, year => 1 - opened(year)), traffic(built, quick, opened)],
    };
}

/** A case with these schemes in it; their sections do not touch. */
export function withSchemes(roadCase: RoadCase, schemes: readonly Scheme[]): RoadCase {
    return {
        ...roadCase, sections: schemes.flatMap(each => each.sections),
        capital: schemes.flatMap(each => each.capital),
        without: schemes.flatMap(each => each.without), with: schemes.flatMap(each => each.with),
    };
}
