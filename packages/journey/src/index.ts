export type {
    Carriage, Correction, Declared, Exemption, Pass, RegisterFact, TagStatus,
} from './carriage.ts';
export type {
    Corridor, Device, DeviceKind, Interchange, Junction, Point, Road, Section,
} from './corridor.ts';
export type {WireFact} from './fact.ts';
export {
    answers, type Answer, type Reading, type WireHeartbeat, type WireReading,
} from './reading.ts';
export {kindOf, tagToken, type Plate, type Token, type TokenKind} from './token.ts';
export {Ways, type Way} from './ways.ts';
