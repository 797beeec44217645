import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {Refusal} from '@karwan/base';
import type {FastifyInstance} from 'fastify';
import {networkRoutes} from '../http/network-routes.ts';
import {networkFrom} from '../network-files.ts';

/**
 * The routes of the network that lies beside a scheme, none where there is none. One that is
 * refused is said and left out: the road goes on charging.
 */
export function networkPages(
    schemeFolder: string, say: (line: string) => void,
): ((app: FastifyInstance) => void)[] {
    const folder = join(schemeFolder, 'network');
    if (!existsSync(join(folder, 'network.yaml'))) return [];
    try {
        return [networkRoutes(networkFrom(folder))];
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        say(`The network in ${folder} is refused and not served:\n${error.message}`);
        return [];
    }
}
