import {join} from 'node:path';
import type {ProofContext} from '../proof.ts';
import {run} from './cut-as-the-operator.ts';

/** The corridor's readings, and a table or trees learned from all its given trips. */
export async function learnedFromAll(
    context: ProofContext, method: 'table' | 'trees' = 'table',
): Promise<{readings: string; model: string}> {
    const corridor = join(context.reference, 'gantry-corridor');
    const readings = join(corridor, 'readings.csv.gz');
    const model = join(context.scratch(), `${method}.json`);
    await run(context, ['learn', '--readings', readings,
        '--tracks', join(corridor, 'tracks.csv.gz'), '--method', method, '--out', model]);
    return {readings, model};
}
