import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Proof} from '../proofs/proof.ts';
import {buildStale} from './build.mjs';
import {missingNeeds} from './proof-context.ts';
import {loadProofs} from './proof-files.ts';
import {age, lastResults} from './results.ts';
import type {Group} from './test-bundle.ts';

/** The proofs' part in a test run: what runs as tests, and what must be named at its end. */
export interface ProofPlan {
    readonly groups: readonly Group[];
    readonly notRun: readonly string[];
}

export const NO_PROOFS: ProofPlan = {groups: [], notRun: []};

/**
 * Short held proofs run as tests. One that lacks something is named at the end; where everything
 * is required (`KARWAN_REQUIRE_ALL=1`) it is a failure. All others are named, with
 * their last figure.
 */
export async function planProofs(root: string, into: string): Promise<ProofPlan> {
    const proofs = await loadProofs(root);
    const isShort = (proof: Proof) => proof.kind === 'held' && proof.short === true;
    const isRequired = process.env['KARWAN_REQUIRE_ALL'] === '1';
    const runs = proofs.filter(p => isShort(p) && (isRequired || missingNeeds(p).length === 0));
    const lacking = proofs.filter(p => isShort(p) && missingNeeds(p).length > 0);
    const door = await proveInTestDoor(root);
    const others = proofs.filter(proof => !isShort(proof));
    return {
        groups: runs.map(proof => writeGroup(into, proof, door)),
        notRun: [
            ...lacking.map(proof => `not run  ${proof.id}: it needs `
                + `${missingNeeds(proof).join(', and ')}; then npm run prove -- ${proof.id}`),
            ...others.map(proof => notInTests(root, proof)),
        ],
    };
}

function notInTests(root: string, {id, kind}: Proof): string {
    const last = lastResults(root).get(id);
    const told = last
        ? `${last.value}, ${last.verdict}, ${age(last.date, Date.now())}` : 'no figure yet';
    return `not run  ${id} (${kind === 'held' ? 'held, long' : kind}; ${told}): `
        + `npm run prove -- ${id}`;
}

async function proveInTestDoor(root: string): Promise<string> {
    const entry = 'tools/prove-in-test.ts';
    const built = await buildStale(root, new Map([[entry, 'prove-in-test.mjs']]), 'dist/tools');
    return pathToFileURL(built.get(entry)!).href;
}

// A process for each: they take longest of all, and none measures what another left behind.
function writeGroup(into: string, {id, claim}: Proof, door: string): Group {
    const script = join(into, 'groups', `proof.${id}.mjs`);
    mkdirSync(dirname(script), {recursive: true});
    writeFileSync(script, [
        `import test from 'node:test';`,
        `import {proveInTest} from ${JSON.stringify(door)};`,
        `test(${JSON.stringify(`${id}: ${claim}`)}, t => proveInTest(${JSON.stringify(id)}, t));`,
        '',
    ].join('\n'));
    return {name: id, script, usesDatabase: true};
}
