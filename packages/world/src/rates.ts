import type {Figure} from '@karwan/base';

/** How often what goes wrong, each with where the figure comes from. Shares lie between 0 and 1. */
export interface Rates {
    /** Vehicles with a tag, where the traffic says nothing of their road. */
    tagShare: Figure;
    /** Of the tags: blocked; never registered; registered only after they were used. */
    blockedTags: Figure;
    unregisteredTags: Figure;
    lateRegistrations: Figure;
    /** Tags that ride in another vehicle than their own; always two exchanged with each other. */
    swappedTags: Figure;
    /** Of the registered tags: wallets that hold less than the cheapest toll. */
    lowWallets: Figure;
    /** Low wallets that are filled on a day. */
    topUps: Figure;
    exemptVehicles: Figure;
    /** Vehicles without a tag whose plate and class are registered all the same. */
    registeredPlates: Figure;
    /** Registered vehicles whose declared class is not the one that is measured. */
    misdeclaredClasses: Figure;
    /** Vehicles of a day about which a fact is backdated by hours. */
    lateFacts: Figure;
    /** Passages that a device misses; each device for itself. */
    missedByLaser: Figure;
    missedByAntenna: Figure;
    missedByCamera: Figure;
    wrongPlates: Figure;
    /** Of the wrong reads: two characters wrong instead of one. */
    twoWrongCharacters: Figure;
    unreadablePlates: Figure;
    /** Messages sent twice. */
    doubledMessages: Figure;
    /** Of the trips past two gantries or more: a passage arrives after the one that followed it. */
    tripsOutOfOrder: Figure;
    /** Trips driven within two seconds of another vehicle, beside it or behind it. */
    closePairs: Figure;
    /** Of the close pairs: in the same lane, one behind the other. */
    closeBehind: Figure;
    /** Sections on which a vehicle loses up to a quarter of an hour. */
    slowSections: Figure;
}

const GANTRIES_2022 = '1,464,138 readings at 15 gantries of a 150 km motorway, Feb 2022 '
    + '(2024 modelling contest, problem B)';

/** The default: not milder than what was measured or published, and assumed where nothing was. */
export const defaultRates: Rates = {
    tagShare: published(0.65, 'TechJuice, M-Tag adoption climbs to 65 %; APP', '2025-03-06'),
    blockedTags: assumed(0.03),
    unregisteredTags: assumed(0.03),
    lateRegistrations: assumed(0.01),
    swappedTags: assumed(0.001),
    lowWallets: assumed(0.08),
    topUps: assumed(0.4),
    exemptVehicles: assumed(0.01),
    registeredPlates: assumed(0.05),
    misdeclaredClasses: assumed(0.005),
    lateFacts: assumed(0.02),
    missedByLaser: measured(0.01, 0.004, 0.011, 'missed passages per gantry'),
    missedByAntenna: measured(0.01, 0.004, 0.011, 'missed passages per gantry'),
    missedByCamera: measured(0.01, 0.004, 0.011, 'missed passages per gantry'),
    wrongPlates: assumed(0.02),
    twoWrongCharacters: assumed(0.2),
    unreadablePlates: assumed(0.01),
    doubledMessages: assumed(0.01),
    // Of all trips 3 % were; here up to half of all pass one gantry, which cannot be out of order.
    tripsOutOfOrder: measured(0.06, 0.03, 0.06, 'trips with readings out of order: 3 % of all'),
    closePairs: measured(0.02, 0.011, 0.03, 'neighbouring readings within 2 s: 1.1 %'),
    closeBehind: assumed(0.4),
    slowSections: assumed(0.03),
};

function assumed(value: number): Figure {
    return {value, unit: '1', source: 'assumed', date: '2026-11-24', status: 'assumed'};
}

function published(value: number, source: string, date: string): Figure {
    return {value, unit: '1', source, date, status: 'published'};
}

function measured(value: number, low: number, high: number, what: string): Figure {
    const source = `${GANTRIES_2022}: ${what}`;
    return {value, unit: '1', low, high, source, date: '2022-02', status: 'measured'};
}
