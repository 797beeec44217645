export {alternativesTo, overlapOf, type Alternatives, type Path} from './alternatives.ts';
export {
    certificateFault, certificateOf, treeFault, type Certificate,
} from './certificate.ts';
export {pathSize, sharesOf, type Option} from './choice.ts';
export {
    COST_PER_MINOR, Pricing, shutIn, type ArcCosts, type Carriage, type Quantiles,
} from './cost.ts';
export {filesFromGeoJson, geoJsonFrom, type NetworkGeoJson} from './formats/geojson.ts';
export {gmnsFaults} from './formats/gmns-faults.ts';
export {gmnsSchemas, type SchemaField, type TableSchema} from './formats/gmns-schema.ts';
export {filesFromGmns, gmnsFrom} from './formats/gmns.ts';
export {filesFrom} from './formats/network-text.ts';
export {
    findingsOf, islandsOf, totalsCompared, type Finding, type TotalCompared,
} from './findings.ts';
export {findPlace, partsOf, type FoundPlace} from './find-place.ts';
export {gatesOf, shutRule, type Lifted} from './gates.ts';
export {graphOf, type Arc, type Graph, type State} from './graph.ts';
export {greatCircleMetres} from './great-circle.ts';
export {Heap} from './heap.ts';
export {sumOfHours} from './hours.ts';
export {isNetworkFile, loadNetwork} from './load-network.ts';
export {
    basisStatus, modes, type Capacity, type Circuity, type Commodity, type Country, type Crossing,
    type Handover, type Link, type Mode, type Network, type Observed, type Opening, type Place,
    type Rate, type Toll, type Total, type Vehicle,
} from './network.ts';
export {Gate, OpeningRule} from './opening.ts';
export {cheapestOf, pathTo, treeFrom, type Arcs, type Tree} from './paths.ts';
export {type Leg, type LegOrigin, type Route} from './route.ts';
export {
    Router, type DatedAnswer, type DatedQuestion, type RouteAnswer, type RouteQuestion,
} from './router.ts';
export {knownKmOf, type KnownKm} from './shares.ts';
export {crossingsAlong, tableOf, treesOf, type Table} from './table.ts';
export {timedFault, timedPath, type TimedAnswer, type TimedQuestion} from './timed-paths.ts';
export {type Verdict, type Wait} from './verdict.ts';
