import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {schemeSkeleton} from '@karwan/tolling';
import {readSchemeFiles} from '../../apps/server/src/scheme-files.ts';
import {schemeKinds, schemeOfKind} from '../../apps/server/src/scheme-kinds.ts';
import {SchemeTexts} from './scheme-texts.ts';

/** Every valid scheme of the checkout: the corridors, and all that `scheme new` writes. */
export function validSchemes(root: string): SchemeTexts[] {
    const corridors = readdirSync(join(root, 'corridors'))
        .filter(name => existsSync(join(root, 'corridors', name, 'corridor.yaml')));
    return [
        new SchemeTexts('scheme new', schemeSkeleton('small')),
        ...schemeKinds.map(kind =>
            new SchemeTexts(`--kind ${kind}`, schemeOfKind(root, kind, kind))),
        ...corridors.map(name =>
            new SchemeTexts(name, readSchemeFiles(join(root, 'corridors', name)))),
    ];
}
