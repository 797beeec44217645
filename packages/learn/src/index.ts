export {boostedTrees, type Boosting, type Examples} from './boost.ts';
export {calibrationError, calibrationFrom, type Calibration} from './calibrate.ts';
export {chanceOf, logitOf} from './chance.ts';
export {FlatForest} from './flat-forest.ts';
export {forestFaultOf, type Forest, type Node, type Tree} from './forest.ts';
