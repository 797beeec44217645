/** Whole numbers with commas between thousands, the same on every machine. */
export function grouped(value: number): string {
    return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 row`, `2,000 rows`: how many there are of something, as people say it. */
export function counted(count: number, one: string, many = `${one}s`): string {
    return `${grouped(count)} ${count === 1 ? one : many}`;
}
