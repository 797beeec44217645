/**
 * Draws at every frame, or once a second for who asked their system for less motion. All who draw
 * in one frame are given the same moment.
 * @returns how to stop
 */
export function everyFrame(draw: (frameMs: number) => void): () => void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
        draw(performance.now());
        const timer = setInterval(() => draw(performance.now()), 1_000);
        return () => clearInterval(timer);
    }
    let handle = 0;
    const frame = (frameMs: number): void => {
        draw(frameMs);
        handle = requestAnimationFrame(frame);
    };
    handle = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(handle);
}
