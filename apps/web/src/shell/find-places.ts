import type {Corridor} from '../data/corridor.ts';

/** A place of the corridor that can be gone to. */
export interface PlaceFound {
    id: string;
    name: string;
    road: string;
    metres: number;
    isGantry: boolean;
}

const MOST = 8;

/** Interchanges and gantries by name or id, those that begin so before those that hold it. */
export function placesNamed(corridor: Corridor, text: string): PlaceFound[] {
    const wanted = text.toLowerCase();
    if (wanted.length < 2) return [];
    const all: PlaceFound[] = [
        ...corridor.roads.flatMap(road => road.interchanges.map(
            ({id, name, metres}) => ({id, name, road: road.id, metres, isGantry: false}))),
        ...corridor.gantries.map(
            ({id, name, road, metres}) => ({id, name, road, metres, isGantry: true})),
    ];
    const rank = ({id, name}: PlaceFound): number => {
        const texts = [id.toLowerCase(), name.toLowerCase()];
        if (texts.some(each => each.startsWith(wanted))) return 0;
        return texts.some(each => each.includes(wanted)) ? 1 : 2;
    };
    return all.filter(each => rank(each) < 2).sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}
