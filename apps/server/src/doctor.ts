import {homeFolder} from './checkout.ts';
import {
    binariesAreThere, linksAreMade, ownServer, rootMayStart, theirServer, whoElseServes,
} from './doctor/database.ts';
import {
    chromiumIsThere, clockIsSet, diskHasRoom, folderIsWritable, nodeIsNewEnough, portIsFree,
    referenceIsThere,
} from './doctor/machine.ts';

/** `bad`: Karwan cannot start. `odd`: it starts, and something is not as it could be. */
export type State = 'good' | 'odd' | 'bad';

/** One thing that was looked at. */
export interface Check {
    readonly what: string;
    readonly state: State;
    readonly found: string;
    readonly expected: string;
}

/** What the checks are about. */
export interface DoctorOptions {
    /** Karwan's data folder; `.karwan` or KARWAN_HOME where nothing is said. */
    readonly dataFolder?: string | undefined;
    /** A database of the operator's own. */
    readonly databaseUrl?: string | undefined;
    /** The port that `start` would listen on. */
    readonly port: number;
    readonly nowMs: number;
}

/** Looks at all that a start depends on, in the order in which it meets them; changes nothing. */
export async function examine(options: DoctorOptions): Promise<Check[]> {
    const {dataFolder = homeFolder(), databaseUrl, port, nowMs} = options;
    const database = databaseUrl
        ? [await theirServer(databaseUrl)]
        : [
            binariesAreThere(), linksAreMade(), rootMayStart(dataFolder),
            await ownServer(dataFolder), await whoElseServes(dataFolder),
        ];
    return [
        nodeIsNewEnough(process.versions.node),
        clockIsSet(nowMs),
        folderIsWritable(dataFolder),
        diskHasRoom(dataFolder),
        ...database,
        await portIsFree(port),
        referenceIsThere(),
        chromiumIsThere(),
    ];
}
