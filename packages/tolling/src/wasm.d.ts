// What the build makes of a kernel, and as much of WebAssembly as is used here. Node has it; the
// types of Node 20 do not.
declare module '*.wasm' {
    const bytes: Uint8Array<ArrayBuffer>;
    export default bytes;
}

declare namespace WebAssembly {
    interface Module {
        readonly [Symbol.toStringTag]: string;
    }
    const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;

    class Instance {
        constructor(
            module: Module,
            imports: Readonly<Record<string, Record<string, (...values: number[]) => unknown>>>);

        readonly exports: unknown;
    }
}
