export {additionalChecks, type CheckName, type CheckResult} from './oc4ids/additional-checks.ts';
export {reviewPackage, type PackageReview} from './oc4ids/check-package.ts';
export type {AdditionalCodes, AdditionalField} from './oc4ids/fields.ts';
export {Oc4ids, type Json, type JsonObject, type Oc4idsFile, type SchemaNode}
    from './oc4ids/schema.ts';
export {
    countsByKind, type SchemaFault, type SchemaFaultKind,
} from './oc4ids/schema-faults.ts';
