import {Ajv, type ErrorObject, type ValidateFunction} from 'ajv';
import {hasUniqueIds, isDateTime, isEmail, isUri} from './formats.ts';

/** Whatever a file of JSON may hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
    readonly [key: string]: Json | undefined;
}

/** One node of a schema, as far as fields and codelists are looked for in it. */
export interface SchemaNode {
    readonly type?: string | readonly string[];
    readonly $ref?: string;
    readonly properties?: Readonly<Record<string, SchemaNode>>;
    readonly items?: SchemaNode;
    readonly codelist?: string;
    readonly openCodelist?: boolean;
}

/** What `oc4ids/oc4ids-0.9.5.json` holds: both schemas, and the codes of each codelist. */
export interface Oc4idsFile {
    readonly version: string;
    readonly package: SchemaNode;
    readonly project: SchemaNode & {readonly definitions: Readonly<Record<string, SchemaNode>>};
    readonly codelists: Readonly<Record<string, readonly string[]>>;
}

/** OC4IDS of one version, ready to check packages by. */
export class Oc4ids {
    readonly version: string;
    readonly root: SchemaNode;
    readonly #file: Oc4idsFile;
    readonly #codes: ReadonlyMap<string, ReadonlySet<string>>;
    readonly #validate: ValidateFunction;

    constructor(file: Oc4idsFile) {
        this.#file = file;
        this.version = file.version;
        this.root = file.package;
        this.#codes = new Map(Object.entries(file.codelists)
            .map(([name, codes]) => [name, new Set(codes)]));
        this.#validate = validatorOf(file);
    }

    /** What breaks the schema, none where nothing does. */
    errors(data: Json): readonly ErrorObject[] {
        return this.#validate(data) ? [] : [...this.#validate.errors ?? []];
    }

    /** The codes of a list; undefined where the standard has no such list. */
    codesOf(codelist: string): ReadonlySet<string> | undefined {
        return this.#codes.get(codelist);
    }

    /** A node, or the one that it refers to. */
    resolved(node: SchemaNode): SchemaNode {
        if (node.$ref === undefined) return node;
        if (node.$ref === 'project-schema.json') return this.#file.project;
        const found = this.#file.project.definitions[node.$ref.replace('#/definitions/', '')];
        if (!found) throw new Error(`the schema refers to ${node.$ref}, which it does not define`);
        return found;
    }
}

function validatorOf(file: Oc4idsFile): ValidateFunction {
    // `strict` would refuse `codelist` and `openCodelist`, which are the standard's own words.
    const ajv = new Ajv({allErrors: true, verbose: true, strict: false});
    ajv.addFormat('date-time', isDateTime);
    ajv.addFormat('uri', isUri);
    ajv.addFormat('email', isEmail);
    // In this standard items are told apart by their id, whatever else they say.
    ajv.removeKeyword('uniqueItems');
    ajv.addKeyword({
        keyword: 'uniqueItems', type: 'array',
        validate: (isUnique: boolean, items: readonly Json[]) => !isUnique || hasUniqueIds(items),
    });
    ajv.addSchema(file.project, 'project-schema.json');
    return ajv.compile(file.package);
}
