import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Proof} from '../proofs/proof.ts';
import {buildStale} from './build.mjs';

/** Every proof of the house in the order of their ids; a file that does not build is a fault. */
export async function loadProofs(root: string): Promise<Proof[]> {
    const proofs: Proof[] = [];
    for (const id of proofIds(root)) proofs.push(await loadProof(root, id));
    return proofs;
}

/** The proof in `proofs/<id>.ts`, built and loaded. */
export async function loadProof(root: string, id: string): Promise<Proof> {
    const ids = proofIds(root);
    if (!ids.includes(id)) {
        throw new Error(`found no proof '${id}', expected one of ${ids.join(', ')}`);
    }
    const entry = `proofs/${id}.ts`;
    const built = await buildStale(root, new Map([[entry, `${id}.mjs`]]), 'dist/proofs');
    const loaded = await import(pathToFileURL(built.get(entry)!).href) as {default?: Proof};
    if (loaded.default?.id !== id) {
        throw new Error(`${entry}: found id '${loaded.default?.id}', expected '${id}'`);
    }
    return loaded.default;
}

/** A proof is named after its issue's word and row: `thread-03`, `thread-03-timed`. */
export function proofIds(root: string): string[] {
    return readdirSync(join(root, 'proofs'))
        .map(name => /^([a-z]+-\d\d(?:-[a-z]+)*)\.ts$/.exec(name)?.[1])
        .filter(id => id !== undefined)
        .sort();
}
