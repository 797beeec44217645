import {useQuery, useQueryClient} from '@tanstack/react-query';
import {useNavigate, useSearch} from '@tanstack/react-router';
import {useEffect, useState, useSyncExternalStore, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {Refused} from '../data/ask.ts';
import {caseOptions, useQueue, type Item, type Offer, type Queue} from '../data/review.ts';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {Waiting} from '../design/Waiting.tsx';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';
import {CaseTold} from './CaseTold.tsx';
import {decisions} from './decisions.ts';
import {Pace} from './Pace.tsx';
import {reasonSeen} from './told.ts';

/** So many pictures ahead are fetched already. */
const AHEAD = 2;

/** Whose passage is this, what is it worth? */
export function ReviewPage(): ReactNode {
    const {t} = useWords();
    const {data: queue, error, refetch} = useQueue();
    const made = useSyncExternalStore(decisions.watch, decisions.all);
    const taken = new Set(made.map(each => each.item));
    const open = (queue?.items ?? []).filter(({id}) => !taken.has(id));
    const isShort = queue !== undefined && queue.items.length > 0 && open.length === 0;
    useEffect(() => {
        if (isShort) void refetch();
    }, [isShort, refetch]);
    if (!queue) {
        return error instanceof Refused && error.status === 403
            ? <p className="note" role="status">{t('review.role')}</p>
            : <Waiting isError={error !== null}/>;
    }
    return (
        <div className="review">
            <One queue={queue} open={open}/>
            <Pace made={made}/>
            <Waits queue={queue} open={open}/>
        </div>
    );
}

function One({queue, open}: {queue: Queue; open: readonly Item[]}): ReactNode {
    const {t} = useWords();
    const {item: asked} = useSearch({from: '/inside/review'});
    const navigate = useNavigate();
    const queries = useQueryClient();
    const at = Math.max(0, open.findIndex(({id}) => id === asked));
    const id = asked ?? open[0]?.id;
    const go = (item: string | undefined): void =>
        void navigate({to: '/review', search: item === undefined ? {} : {item}});
    const ahead = open.slice(at, at + 1 + AHEAD).map(each => each.id).join(' ');
    useEffect(() => {
        for (const each of ahead.split(' ').filter(Boolean)) {
            void queries.prefetchQuery(caseOptions(each));
        }
    }, [ahead, queries]);
    useKey('j', t('review.next'), () => go(open[Math.min(at + 1, open.length - 1)]?.id));
    useKey('k', t('review.previous'), () => go(open[Math.max(at - 1, 0)]?.id));
    useKey('z', t('review.undo'), () => go(decisions.undo() ?? id));
    if (id === undefined) {
        return <Panel title={t('nav.review')}><p className="note">{t('review.empty')}</p></Panel>;
    }
    return (
        <Opened key={id} id={id} currency={queue.currency}
            onDecided={() => go(open.filter(each => each.id !== id)[at]?.id
                ?? open.find(each => each.id !== id)?.id)}/>
    );
}

function Opened({id, currency, onDecided}: {
    id: string; currency: string; onDecided(): void;
}): ReactNode {
    const {t} = useWords();
    const {data, isError} = useQuery(caseOptions(id));
    const [chosen, choose] = useState(0);
    const take = (offer: Offer | undefined): void => {
        if (!offer) return;
        const {as, token, class: name, from} = offer;
        decisions.make(id, {
            as, reason: reasonSeen(from),
            ...as === 'assign' && token !== null && {to: token},
            ...as === 'reclass' && name !== null && {class: name},
        });
        onDecided();
    };
    const reject = (reason: string): void => {
        if (!data?.choices.includes('not-chargeable')) return;
        decisions.make(id, {as: 'not-chargeable', reason});
        onDecided();
    };
    useKey('Enter', t('review.decide'), () => take(data?.offers[chosen]));
    useKey('1', t('review.choose', {nth: 1}), () => choose(0));
    useKey('2', t('review.choose', {nth: 2}), () => choose(1));
    useKey('3', t('review.choose', {nth: 3}), () => choose(2));
    useKey('4', t('review.choose', {nth: 4}), () => choose(3));
    useKey('r t', t('review.reject.towed'), () => reject('towed or carried'));
    useKey('r d', t('review.reject.double'), () => reject('the same vehicle twice'));
    useKey('r n', t('review.reject.none'), () => reject('no vehicle'));
    useKey('r u', t('review.reject.unread'), () => reject('nobody can tell whose it was'));
    if (!data) return <Waiting isError={isError}/>;
    return (
        <CaseTold found={data} currency={currency} chosen={chosen} choose={choose}
            take={take} reject={reject}/>
    );
}

function Waits({queue, open}: {queue: Queue; open: readonly Item[]}): ReactNode {
    const {t, count, money} = useWords();
    const navigate = useNavigate();
    const all = queue.counts.reduce((sum, each) => sum + each.count, 0);
    const save = (): void => saveCsv('review.csv', [
        ['item', 'reason', 'day', `worth_${queue.currency}`, 'held_back'],
        ...open.map(each => [each.id, each.reason, each.day, each.worth,
            each.holdsBack ? 'yes' : 'no']),
    ]);
    return (
        <Panel title={t('review.waits', {count: all - (queue.items.length - open.length)})} actions={
            <Button className="button quiet" onPress={save}>{t('charges.export')}</Button>}>
            <table>
                <tbody>
                    {queue.counts.map(({reason, count: many, worth}) => (
                        <tr key={reason}>
                            <th scope="row">{t(`reason.${reason}` as 'reason.no-tariff')}</th>
                            <td className="number figure"><bdi>{count(many)}</bdi></td>
                            <td className="number figure">
                                <bdi>{queue.currency} {money(worth)}</bdi>
                            </td>
                            <td className="number">
                                <Button className="button quiet" onPress={() => {
                                    const next = open.find(each => each.reason === reason);
                                    if (next) {
                                        void navigate({to: '/review', search: {item: next.id}});
                                    }
                                }}>{t('review.open')}</Button>
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Panel>
    );
}
