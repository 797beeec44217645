import {readYaml, type Check, type YamlValue} from '@karwan/base';
import type {Agreements, Project} from './agreements.ts';
import type {Placed} from './placed.ts';

const HEAD = ['id', 'name', 'version', 'publisher', 'prefix', 'projects'] as const;
const PROJECT = ['id', 'name', 'sector', 'type', 'status', 'description', 'authority'] as const;
const OPTIONAL = ['type', 'authority'] as const;

type Head = Pick<Agreements, 'id' | 'name' | 'version' | 'publisher' | 'prefix'>
    & {projects: Placed<Project>[]};

/** agreements.yaml: who publishes, and the projects. */
export function readHead(text: string, check: Check): Head {
    const head = readYaml('agreements.yaml', text, check).fields('agreements', HEAD);
    const prefix = head.prefix.cell('prefix');
    if (!/^oc4ids-[a-z0-9]{6}$/.test(prefix.text) && prefix.isRefused !== true) {
        check.fault(prefix.place, 'prefix', `"${prefix.text}"`,
            'oc4ids- and six letters or digits');
    }
    return {
        id: check.id(head.id.cell('id'), 'id'),
        name: check.text(head.name.cell('name'), 'name'),
        version: check.text(head.version.cell('version'), 'version'),
        publisher: check.id(head.publisher.cell('publisher'), 'publisher'),
        prefix: prefix.text,
        projects: head.projects.items('projects').map(item => projectOf(item, check)),
    };
}

function projectOf(item: YamlValue, check: Check): Placed<Project> {
    const fields = item.fields('project', PROJECT, OPTIONAL);
    const cell = (key: (typeof PROJECT)[number]) => fields[key].cell(key);
    const cells = {id: cell('id'), authority: cell('authority')};
    return {
        place: item.place, cells,
        value: {
            id: check.id(cells.id, 'project id'),
            name: check.text(cell('name'), 'name'),
            sector: check.text(cell('sector'), 'sector'),
            type: cell('type').text,
            status: check.text(cell('status'), 'status'),
            description: check.text(cell('description'), 'description'),
            authority: cells.authority.text,
        },
    };
}
