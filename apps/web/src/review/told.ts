import type {Registered} from '../data/wire-explained.ts';
import type {Word, Words} from '../words/words.ts';

/** What a clerk rejects an item with: its key, its word on the button, and what the log keeps. */
export const REJECTS = [
    ['t', 'review.reject.towed', 'towed or carried', 'why.towed'],
    ['d', 'review.reject.double', 'the same vehicle twice', 'why.double'],
    ['n', 'review.reject.none', 'no vehicle', 'why.none'],
    ['u', 'review.reject.unread', 'nobody can tell whose it was', 'why.unread'],
] as const;

const SEEN = 'seen on the page of review: by ';

/** What the log keeps of a decision for an offer. */
export function reasonSeen(from: string): string {
    return SEEN + from;
}

/** Why somebody decided so, with their name: in one's language where the console wrote it. */
export function decisionReason({t}: Words, reason: string): string {
    const [, said = reason, who] = /^(.*) \(([^()]*)\)$/.exec(reason) ?? [];
    const known = REJECTS.find(([, , kept]) => kept === said);
    const told = known ? t(known[3])
        : said.startsWith(SEEN)
            ? t('why.seen', {by: t(`review.from.${said.slice(SEEN.length)}` as Word)}) : said;
    return who === undefined ? told : `${told} (${who})`;
}

/** What the register says of a vehicle, without the facts that it rests on. */
export function registeredText(
    {t, className}: Words, {class: declared, tag, exemption}: Registered,
): string {
    const [, name = declared] = /^(\S+) \(.*\)$/.exec(declared) ?? [];
    const [, plain = tag, use] = /^tag:(\S+) (active|blocked)/.exec(tag) ?? [];
    const [, reason = exemption] = /^(.*) \([^)]*\)$/.exec(exemption) ?? [];
    return [
        declared === 'not declared' ? t('register.nothing')
            : t('register.class', {class: className(name)}),
        tag === 'none' ? t('register.notag') : t('register.tag', {tag: plain}),
        use === 'blocked' ? t('register.blocked') : '',
        exemption === 'none' ? '' : t('register.exempt', {reason}),
    ].filter(Boolean).join(' · ');
}
