/**
 * What a promise, a plan and a measurement are compared by. Each has one unit, so that figures of
 * different sources can stand side by side.
 */
export interface Indicator {
    readonly id: string;
    readonly name: string;
    /** The unit of every figure of it; money in millions of its currency, in prices of its day. */
    readonly unit: string;
    /** What would count as measured; all else leaves the column empty. */
    readonly countsAsMeasured: string;
}

function indicator(id: string, name: string, unit: string, countsAsMeasured: string): Indicator {
    return {id, name, unit, countsAsMeasured};
}

/** Every indicator, in the order in which tables show them. */
export const indicators: readonly Indicator[] = [
    indicator('tag-share', 'vehicles with an e-tag', '%',
        'a dated count of a road, or passages of real readings'),
    indicator('barrier-free', 'motorway length without barriers', 'km',
        'a dated count of stretches in free flow'),
    indicator('charged-share', 'passages charged without a stop', '%',
        'passages of real readings'),
    indicator('plaza-stop', 'time at a toll plaza', 's/stop', 'a dated count of stops'),
    indicator('collection-cost', 'cost of collecting tolls', 'M USD/year',
        'the owner\'s audited accounts'),
    indicator('camera-cover', 'motorway length under CCTV', 'km',
        'a dated count of stretches under cameras'),
    indicator('camera-share', 'passages that a camera saw', '%', 'passages of real readings'),
    indicator('toll-income', 'toll income', 'M PKR/year', 'the owner\'s audited accounts'),
    indicator('length', 'length of the line', 'km', 'the length as built'),
    indicator('gauge', 'track gauge', 'mm', 'the line as built'),
    indicator('tunnels', 'tunnels', 'count', 'the line as built'),
    indicator('tunnel-length', 'length in tunnels', 'km', 'the line as built'),
    indicator('bridges', 'bridges', 'count', 'the line as built'),
    indicator('axle-load', 'axle load', 't', 'the line as opened'),
    indicator('capital-cost', 'capital cost', 'M USD', 'the final account'),
    indicator('finance', 'money promised by a funder', 'M USD', 'money paid out'),
    indicator('study-cost', 'cost of the study', 'M USD', 'money paid out'),
    indicator('done', 'done by', 'year', 'the day it opened'),
    indicator('build-time', 'time to build', 'years', 'first works to opening'),
    indicator('freight', 'freight carried', 'Mt/year', 'a year\'s published tonnes'),
    indicator('trains', 'trains each way', 'trains/day', 'a timetable that is run'),
    indicator('passenger-speed', 'highest speed of passenger trains', 'km/h', 'a line as opened'),
    indicator('freight-speed', 'highest speed of freight trains', 'km/h', 'a line as opened'),
    indicator('train-load', 'load of a train', 'TEU', 'a train that ran'),
    indicator('transit-time', 'time from end to end', 'days', 'a dated run, or journeys'),
    indicator('time-saved', 'time saved from end to end', 'days', 'runs before and after'),
    indicator('cost-saved', 'transport cost saved', '%', 'prices paid before and after'),
    indicator('distance', 'distance from end to end', 'km', 'a dated run'),
    indicator('distance-saved', 'distance saved against the other way', 'km', 'both as built'),
    indicator('border-hours', 'time at the border', 'h', 'a dated survey, or journeys'),
    indicator('border-cost', 'money at the border', 'USD', 'a dated survey'),
    indicator('border-trucks', 'trucks over the border', 'trucks/day', 'a dated count'),
    indicator('shut-days', 'days shut in a row', 'days', 'dated reports of closing and opening'),
    indicator('road-speed', 'speed with delays', 'km/h', 'a dated survey, or journeys'),
    indicator('road-cost', 'cost for 500 km and 20 t', 'USD', 'a dated survey'),
    indicator('steel', 'crude steel', 'Mt/year', 'a year\'s published tonnes'),
    indicator('carbon', 'carbon a tonne of steel', 't CO2/t', 'a year\'s audited emissions'),
    indicator('berth', 'goods over the works\' berth', 'Mt/year', 'a year\'s published tonnes'),
    indicator('liabilities', 'liabilities', 'M PKR', 'audited accounts'),
    indicator('valuation', 'value put on the plant', 'M PKR', 'a price paid'),
    indicator('valuation-usd', 'value put on the plant', 'M USD', 'a price paid'),
    indicator('land', 'land set apart', 'acres', 'a registered lease'),
];

/** An indicator by its id, or undefined where there is none. */
export function findIndicator(id: string): Indicator | undefined {
    return indicators.find(each => each.id === id);
}
