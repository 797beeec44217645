export {
    Alarms, troubles, type Alarm, type Evidence, type Trouble, type TroubleKind,
} from './alarm.ts';
export {shareOf, type Share} from './interval.ts';
export {
    Monitor, type DeviceHealth, type HeardReading, type MonitorState,
} from './monitor.ts';
export {surveyFaults, type Survey, type SurveyFault} from './survey.ts';
