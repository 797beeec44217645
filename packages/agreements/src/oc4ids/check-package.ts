import {additionalChecks, type CheckResult} from './additional-checks.ts';
import {beyondStandard, type AdditionalCodes, type AdditionalField} from './fields.ts';
import {schemaFaults, type SchemaFault} from './schema-faults.ts';
import type {Json, Oc4ids} from './schema.ts';

/** All that is to be said of a package of OC4IDS. */
export interface PackageReview {
    readonly schemaFaults: readonly SchemaFault[];
    /** Values that a closed codelist does not have: errors too. */
    readonly closedCodes: readonly AdditionalCodes[];
    readonly openCodes: readonly AdditionalCodes[];
    readonly additionalFields: readonly AdditionalField[];
    readonly checks: readonly CheckResult[];
    /** True where neither the schema nor a closed codelist is broken. */
    readonly isValid: boolean;
}

/** Reviews a package by schema, codelists and additional checks. */
export function reviewPackage(data: Json, oc4ids: Oc4ids): PackageReview {
    const faults = schemaFaults(data, oc4ids);
    const {fields, codes} = beyondStandard(data, oc4ids);
    const closedCodes = codes.filter(({isOpen}) => !isOpen);
    return {
        schemaFaults: faults, closedCodes, openCodes: codes.filter(({isOpen}) => isOpen),
        additionalFields: fields, checks: additionalChecks(data),
        isValid: faults.length === 0 && closedCodes.length === 0,
    };
}
