/** What the page of review shows of an item, as text; nothing else is known to the clerk. */
export interface Shown {
    reason: string;
    /** The plate on the stand-in, as the camera took it. */
    plate: string;
    measured: string;
    offers: {
        name: string;
        ground: string;
        registered: string;
        neighbours: string[];
    }[];
}

/** What a clerk does with an item: takes an offer by its place, or says that nobody can tell. */
export type Choice = number | 'nobody can tell';

// Runs in the page, which knows other globals than we do.
export const READ_PAGE = `(() => {
    const text = (within, selector) => within.querySelector(selector)?.textContent ?? '';
    const panel = document.querySelector('.review .case').closest('.panel');
    const [plate, measured] = [...panel.querySelectorAll('.stand-in text')]
        .map(each => each.textContent);
    return {
        reason: text(panel, 'h2'), plate: plate ?? '', measured: measured ?? '?',
        offers: [...panel.querySelectorAll('.offers > li')].map(li => ({
            name: text(li, 'strong'), ground: text(li, 'p.figure'),
            registered: text(li, 'p.soft'),
            neighbours: [...li.querySelectorAll('.around li:not(.here)')]
                .map(each => each.textContent),
        })),
    };
})()`;

/** A misreading changes a letter or two. */
const MOST_MISREAD = 2;
/** A rest on the way takes no longer; where no time is told the page offers only who fits. */
const FITTING_SECONDS = 900;

/** Compares plates, the times around and what is registered, as somebody would who looks. */
export function withNeighbours(shown: Shown): Choice {
    const {reason, plate, measured, offers} = shown;
    if (/another class/.test(reason)) return classSeen(shown);
    const read = offers.find(isRead);
    const others = offers.filter(each => !isRead(each) && isOfClass(each, measured));
    const alike = others.filter(each => lettersApart(each.name, plate) <= MOST_MISREAD);
    if (alike.length > 0) {
        return offers.indexOf(alike.toSorted((a, b) =>
            lettersApart(a.name, plate) - lettersApart(b.name, plate))[0]!);
    }
    if (read && (isRegistered(read) || read.neighbours.length > 0)) return offers.indexOf(read);
    // Without a plate: who must have come by here, else who was timed best a gantry further.
    if (plate !== 'unreadable' && plate !== 'no plate') return 'nobody can tell';
    // A vehicle with a tag would have been heard here, unless it must have come by.
    const fitting = others.filter(each => secondsOff(each) <= FITTING_SECONDS
        && (isGap(each) || !hasTag(each)));
    const best = fitting.find(isGap) ?? fitting.toSorted(
        (a, b) => secondsOff(a) - secondsOff(b))[0];
    return best ? offers.indexOf(best) : 'nobody can tell';
}

/** The same clerk with this passage alone: no neighbours, and nobody who is known by them. */
export function withoutNeighbours({reason, offers}: Shown): Choice {
    if (/another class/.test(reason)) return 0;
    const read = offers.findIndex(isRead);
    return read < 0 ? 'nobody can tell' : read;
}

// What was measured here counts, unless most gantries on the way measured something else.
function classSeen({offers: [declared, measured]}: Shown): Choice {
    if (!declared || !measured) return 0;
    const seen = declared.neighbours.map(each => each.split(' ').slice(2).join(' '))
        .filter(Boolean);
    const asMeasured = seen.filter(each => each === measured.name).length;
    return asMeasured * 2 >= seen.length ? 1 : 0;
}

function isRead({ground}: Shown['offers'][number]): boolean {
    return /^this (plate|tag) was read/.test(ground);
}

function isRegistered({registered}: Shown['offers'][number]): boolean {
    return !/^class not declared · no tag$/.test(registered);
}

function hasTag({registered}: Shown['offers'][number]): boolean {
    return !registered.includes('no tag');
}

function isOfClass({neighbours}: Shown['offers'][number], measured: string): boolean {
    const seen = neighbours.map(each => each.split(' ').slice(2).join(' ')).filter(Boolean);
    return measured === '?' || seen.length === 0 || seen.includes(measured);
}

function secondsOff({ground}: Shown['offers'][number]): number {
    return Number(/(\d+) s from a steady drive/.exec(ground)?.[1] ?? FITTING_SECONDS / 2);
}

function isGap({ground}: Shown['offers'][number]): boolean {
    return ground.startsWith('under way here');
}

function lettersApart(a: string, b: string): number {
    if (a.length !== b.length) return Infinity;
    return [...a].filter((letter, nth) => letter !== b[nth]).length;
}
