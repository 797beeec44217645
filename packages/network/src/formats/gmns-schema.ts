/** A field of a Frictionless table schema, as far as GMNS uses it. */
export interface SchemaField {
    name: string;
    type: 'any' | 'string' | 'number' | 'integer' | 'boolean';
    isRequired?: boolean;
    minimum?: number;
    maximum?: number;
    /** The only texts that may stand there. */
    choices?: readonly string[];
}

/** A table of GMNS: its fields, its key, and which fields name rows of other tables. */
export interface TableSchema {
    fields: readonly SchemaField[];
    primaryKey?: string;
    foreignKeys: readonly {field: string; table: string; of: string}[];
}

/**
 * The tables of the General Modeling Network Specification 0.96 that a network is written to, taken
 * from the Frictionless schemas of github.com/zephyr-data-specs/GMNS at 9fcec11 (Apache-2.0).
 * They say `fieldsMatch: subset`: each field must stand in the table, and others may.
 */
export const gmnsSchemas: Readonly<Record<string, TableSchema>> = {
    node: {
        primaryKey: 'node_id',
        foreignKeys: [
            {field: 'zone_id', table: 'zone', of: 'zone_id'},
            {field: 'parent_node_id', table: 'node', of: 'node_id'},
        ],
        fields: [
            {name: 'node_id', type: 'any', isRequired: true},
            {name: 'name', type: 'string'},
            {name: 'x_coord', type: 'number', isRequired: true},
            {name: 'y_coord', type: 'number', isRequired: true},
            {name: 'z_coord', type: 'number'},
            {name: 'node_type', type: 'string'},
            {name: 'ctrl_type', type: 'string', choices: [
                'none', 'yield', 'stop', '4_stop', 'signal',
            ]},
            {name: 'zone_id', type: 'any'},
            {name: 'parent_node_id', type: 'any'},
        ],
    },
    link: {
        primaryKey: 'link_id',
        foreignKeys: [
            {field: 'from_node_id', table: 'node', of: 'node_id'},
            {field: 'to_node_id', table: 'node', of: 'node_id'},
            {field: 'geometry_id', table: 'geometry', of: 'geometry_id'},
            {field: 'parent_link_id', table: 'link', of: 'link_id'},
        ],
        fields: [
            {name: 'link_id', type: 'any', isRequired: true},
            {name: 'name', type: 'string'},
            {name: 'from_node_id', type: 'any', isRequired: true},
            {name: 'to_node_id', type: 'any', isRequired: true},
            {name: 'directed', type: 'boolean', isRequired: true},
            {name: 'geometry_id', type: 'any'},
            {name: 'geometry', type: 'any'},
            {name: 'parent_link_id', type: 'any'},
            {name: 'dir_flag', type: 'integer', choices: ['1', '-1', '0']},
            {name: 'length', type: 'number', minimum: 0},
            {name: 'grade', type: 'number', minimum: -100, maximum: 100},
            {name: 'facility_type', type: 'string'},
            {name: 'capacity', type: 'number', minimum: 0},
            {name: 'free_speed', type: 'number', minimum: 0, maximum: 200},
            {name: 'lanes', type: 'integer', minimum: 0},
            {name: 'bike_facility', type: 'string', choices: [
                'unseparated bike lane', 'buffered bike lane', 'separated bike lane',
                'counter-flow bike lane', 'paved shoulder', 'shared lane', 'shared use path',
                'off-road unpaved trail', 'other', 'none',
            ]},
            {name: 'ped_facility', type: 'string', choices: [
                'unknown', 'none', 'shoulder', 'sidewalk', 'offstreet_path',
            ]},
            {name: 'parking', type: 'string', choices: [
                'unknown', 'none', 'parallel', 'angle', 'other',
            ]},
            {name: 'allowed_uses', type: 'string'},
            {name: 'toll', type: 'number'},
            {name: 'jurisdiction', type: 'string'},
            {name: 'row_width', type: 'number', minimum: 0},
        ],
    },
    config: {
        foreignKeys: [],
        fields: [
            {name: 'dataset_name', type: 'any'},
            {name: 'short_length', type: 'any'},
            {name: 'long_length', type: 'any'},
            {name: 'speed', type: 'any'},
            {name: 'crs', type: 'any'},
            {name: 'geometry_field_format', type: 'any'},
            {name: 'currency', type: 'any'},
            {name: 'version_number', type: 'number'},
            {name: 'id_type', type: 'string', choices: ['string', 'integer']},
        ],
    },
    use_definition: {
        primaryKey: 'use',
        foreignKeys: [],
        fields: [
            {name: 'use', type: 'string', isRequired: true},
            {name: 'persons_per_vehicle', type: 'number', isRequired: true, minimum: 0},
            {name: 'pce', type: 'number', isRequired: true, minimum: 0},
            {name: 'special_conditions', type: 'string'},
            {name: 'description', type: 'string'},
        ],
    },
    use_group: {
        primaryKey: 'use_group',
        foreignKeys: [],
        fields: [
            {name: 'use_group', type: 'string', isRequired: true},
            {name: 'uses', type: 'string', isRequired: true},
            {name: 'description', type: 'string'},
        ],
    },
};
