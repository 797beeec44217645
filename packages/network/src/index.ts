export {greatCircleMetres} from './great-circle.ts';
export {isNetworkFile, loadNetwork} from './load-network.ts';
export {
    basisStatus, modes, type Capacity, type Circuity, type Commodity, type Country, type Crossing,
    type Handover, type Link, type Mode, type Network, type Observed, type Opening, type Place,
    type Rate, type Toll, type Total, type Vehicle,
} from './network.ts';
