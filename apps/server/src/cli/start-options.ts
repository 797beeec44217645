import {Stop} from './exit-code.ts';
import {workersFrom, type Workers} from './workers.ts';

/** Where `start` listens when nothing is said; where that is taken, a free one is chosen. */
export const DEFAULT_PORT = 4040;

/** What `karwan start` was asked to do. */
export interface StartOptions {
    scheme: string | undefined;
    host: string;
    port: number;
    /** True where the port was named: then another one will not do. */
    isPortGiven: boolean;
    world: boolean;
    seed: number;
    speed: number;
    vehicles: number;
    /** 0: the log is worked off by `karwan work` elsewhere. */
    workers: 0 | Workers;
    json: boolean;
    /** What happens is written as sentences, or as an object a line. */
    log: 'text' | 'json';
}

/** Reads the options of the command line. Throws Stop with what was expected. */
export function startOptionsFrom(options: Record<string, unknown>): StartOptions {
    const number = (name: string, least: number, most: number, isWhole: boolean): number => {
        const value = Number(options[name]);
        if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
        throw new Stop('wrong-usage', `found --${name} ${String(options[name])}, expected ${
            isWhole ? 'a whole number' : 'a number'} from ${least} to ${most}`);
    };
    const isPortGiven = options['port'] !== undefined;
    return {
        scheme: options['scheme'] as string | undefined,
        host: String(options['host']),
        port: isPortGiven ? number('port', 0, 65_535, true) : DEFAULT_PORT,
        isPortGiven,
        world: options['world'] !== false,
        seed: number('seed', 0, 2 ** 32 - 1, true),
        speed: number('speed', 0.01, 10_000, false),
        vehicles: number('vehicles', 10, 1_000_000, true),
        workers: options['workers'] === '0' ? 0 : workersFrom(options['workers']),
        json: options['json'] === true,
        log: logFrom(options['log']),
    };
}

function logFrom(given: unknown): StartOptions['log'] {
    if (given === 'text' || given === 'json') return given;
    throw new Stop('wrong-usage', `found --log ${String(given)}, expected text or json`);
}
