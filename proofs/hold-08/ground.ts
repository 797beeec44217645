import {schemeFolder, schemeFrom} from '../../apps/server/src/scheme-files.ts';
import type {Ground} from './said-values.ts';

/** A device of Pakistan's corridor, its site, and a device of another site. */
export function groundOf(root: string): {ground: Ground; site: string} {
    const {corridor} = schemeFrom(schemeFolder('pakistan', root));
    const antenna = corridor.devices.find(({kind}) => kind === 'antenna')!;
    const other = corridor.devices.find(({site}) => site !== antenna.site)!;
    return {
        site: antenna.site,
        ground: {device: antenna.id, otherSite: other.id, nowMs: Date.now()},
    };
}
