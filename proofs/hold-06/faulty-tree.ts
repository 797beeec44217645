import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, symlinkSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';

/** What the thread and its tests are made of. */
const COPIED = ['package.json', 'packages', 'corridors', 'apps/server', 'proofs/hold-06'];
const NOT_OURS = new Set(['node_modules', 'dist', '.karwan']);

/** A copy of the tree, in which a fault can be planted without harm. */
export class FaultyTree {
    readonly folder: string;

    /** `folder` is empty; dependencies and compiled kernels are those of the checkout. */
    constructor(checkout: string, folder: string) {
        this.folder = folder;
        for (const name of COPIED) {
            cpSync(join(checkout, name), join(folder, name), {
                recursive: true, filter: path => !NOT_OURS.has(basename(path)),
            });
        }
        symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
        mkdirSync(join(checkout, 'dist', 'kernels'), {recursive: true});
        mkdirSync(join(folder, 'dist'));
        symlinkSync(join(checkout, 'dist', 'kernels'), join(folder, 'dist', 'kernels'));
    }

    /** Plants the fault of a patch; says why where it does not apply. */
    plant(patch: string): string | undefined {
        return this.#apply(patch, []);
    }

    /** Takes a planted fault out again. */
    takeOut(patch: string): void {
        const why = this.#apply(patch, ['--reverse']);
        if (why !== undefined) throw new Error(`${patch} cannot be taken out: ${why}`);
    }

    // Lines beside it may have changed; what it changes must stand as it says.
    #apply(patch: string, options: readonly string[]): string | undefined {
        const {status, stderr} = spawnSync('git', ['apply', '-C1', ...options, patch], {
            cwd: this.folder, encoding: 'utf8',
            env: {...process.env, GIT_CEILING_DIRECTORIES: dirname(this.folder)},
        });
        return status === 0 ? undefined : stderr.trim();
    }
}
