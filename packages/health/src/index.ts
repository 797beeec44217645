export {
    Alarms, troubles, type Alarm, type Evidence, type Trouble, type TroubleKind,
} from './alarm.ts';
export {shareOf, type Share} from './interval.ts';
export type {DeviceHealth, HeardReading, MonitorState} from './device-health.ts';
export {Monitor} from './monitor.ts';
export {surveyFaults, type Survey, type SurveyFault} from './survey.ts';
export {Brackets, type Bracket, type Triple} from './brackets.ts';
export {Clocks, type ClockVerdict} from './clock.ts';
export {
    newLossTest, SHARE_PLAN, testLoss, usualShare, type LossPlan, type LossTest,
} from './loss.ts';
export {Roads} from './roads.ts';
export {Settling} from './settling.ts';
