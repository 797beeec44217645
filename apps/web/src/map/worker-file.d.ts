/** The address of the map's worker, a file of its own that the build adds. */
declare module 'maplibre-gl/worker-file' {
    const address: string;
    export default address;
}
