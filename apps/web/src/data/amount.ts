/** The money of some terms together, exact: `1.10` and `2.20` are `3.30`. */
export function total(texts: readonly string[]): string {
    const digits = texts[0]?.split('.')[1]?.length ?? 0;
    const sum = texts.reduce((all, text) => all + BigInt(text.replace('.', '')), 0n);
    const padded = String(sum < 0n ? -sum : sum).padStart(digits + 1, '0');
    const plain = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
    return sum < 0n ? `-${plain}` : plain;
}

export function isZero(text: string): boolean {
    return /^-?0*(\.0*)?$/.test(text);
}
