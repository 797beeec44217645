import type {Plugin} from 'esbuild';

/** For esbuild: what `kernel/index.wasm` is made of is compiled, and comes along as bytes. */
export function kernels(root: string): Plugin;

/** The sources of the kernels among the inputs of a bundle. */
export function kernelSources(root: string, inputs: readonly string[]): string[];

/** The WebAssembly of the kernel in a folder. */
export function kernelBytes(root: string, folder: string): Promise<Uint8Array>;
