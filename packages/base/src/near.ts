/**
 * The word that was likely meant: the one of `words` that few slips away from `text` lies, small
 * and large letters, blanks and hyphens aside. Undefined where none is near, or two are as near.
 */
export function nearWord(text: string, words: Iterable<string>): string | undefined {
    const said = plain(text);
    if (said === '') return undefined;
    const mostSlips = Math.min(2, Math.floor(said.length / 3));
    let best: string | undefined;
    let [fewest, isTied] = [Infinity, false];
    for (const word of words) {
        const slips = slipsBetween(said, plain(word), mostSlips);
        if (slips > mostSlips || slips > fewest) continue;
        isTied = slips === fewest && (isTied || word !== best);
        [best, fewest] = [word, slips];
    }
    return isTied ? undefined : best;
}

function plain(text: string): string {
    return text.toLowerCase().replace(/[\s_-]/g, '');
}

// Letters put in, left out or changed, and two neighbours swapped: optimal string alignment
// (Damerau 1964, each place edited once), row by row.
function slipsBetween(a: string, b: string, most: number): number {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before: number[] = [];
    let last = Array.from({length: b.length + 1}, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const isSame = a[i - 1] === b[j - 1];
            let least = Math.min(
                row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (isSame ? 0 : 1));
            const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
            if (isSwap) least = Math.min(least, before[j - 2]! + 1);
            row.push(least);
        }
        [before, last] = [last, row];
    }
    return last[b.length]!;
}
