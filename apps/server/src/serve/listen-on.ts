import type {AddressInfo} from 'node:net';
import type {FastifyInstance} from 'fastify';
import {Stop} from '../cli/exit-code.ts';
import type {StartOptions} from '../cli/start-options.ts';

/** Listens where it is told to, or beside it where no port was asked for; gives the address. */
export async function listenOn(
    app: FastifyInstance, {host, port, isPortGiven}: StartOptions,
): Promise<string> {
    for (const each of isPortGiven ? [port] : [port, 0]) {
        try {
            await app.listen({host, port: each});
            const {address, family, port: bound} = app.server.address() as AddressInfo;
            return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`;
        } catch (error) {
            const {code, message} = error as NodeJS.ErrnoException;
            if (code === 'EADDRINUSE' && !isPortGiven && each === port) continue;
            throw new Stop('unavailable', `cannot listen on ${host}:${each}: ${message}`);
        }
    }
    throw new Error('no port was tried');
}
