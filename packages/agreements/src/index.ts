export {agreementFiles} from './agreement-files.ts';
export {
    agreementKinds, conflictRules, evidences, standings,
    type Agreement, type Agreements, type Commitment, type Conflict, type Evidence,
    type Measurement, type Party, type Project, type Range, type Source, type Standing,
} from './agreements.ts';
export {choicesOf, disagree, subjectKey, type Choice, type Subject} from './conflict.ts';
export {isAgreementsFile, loadAgreements} from './load-agreements.ts';
export {additionalChecks, type CheckName, type CheckResult} from './oc4ids/additional-checks.ts';
export {agreementsFrom, type Imported} from './oc4ids/agreements-from.ts';
export {reviewPackage, type PackageReview} from './oc4ids/check-package.ts';
export type {AdditionalCodes, AdditionalField} from './oc4ids/fields.ts';
export {packageFrom, type Publication} from './oc4ids/package-from.ts';
export {Oc4ids, type Json, type JsonObject, type Oc4idsFile, type SchemaNode}
    from './oc4ids/schema.ts';
export {
    countsByKind, type SchemaFault, type SchemaFaultKind,
} from './oc4ids/schema-faults.ts';
