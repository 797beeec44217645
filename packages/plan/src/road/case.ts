import type {Category, Environment, Parameters, Vehicle} from './parameters.ts';

/** A stretch of road that stays alike over its length. */
export interface Section {
    id: string;
    name: string;
    /** Whether it lies there without and with the project. */
    isWithout: boolean;
    isWith: boolean;
    lengthKm: number;
    bridgesKm: number;
    tunnelsKm: number;
    category: Category;
    lanes: number;
    environment: Environment;
    widthMetres: number;
    layout: string;
}

/** Vehicles a day and their speed on one section, by year of the case. */
export interface Traffic {
    section: Section;
    vehicle: Vehicle;
    perDay: readonly number[];
    kmPerHour: readonly number[];
}

/** What is built: an item by year, in the currency's main unit, before conversion factors. */
export interface CapitalItem {
    item: string;
    byYear: readonly number[];
}

/** A road project with the values of a guide: all that an appraisal needs but a convention. */
export interface RoadCase {
    country: string;
    currency: string;
    firstYear: number;
    years: number;
    /** The first years, in which it is built. */
    buildYears: number;
    priceYear: number;
    economicRate: number;
    sections: readonly Section[];
    capital: readonly CapitalItem[];
    without: readonly Traffic[];
    with: readonly Traffic[];
    parameters: Parameters;
}
