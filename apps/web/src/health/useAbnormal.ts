import {useNavigate} from '@tanstack/react-router';
import {standing, useHealth} from '../data/health.ts';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';

/** `[` and `]` go through what is abnormal; where one stands is in the address. */
export function useAbnormal(
    to: '/' | '/health', at: string | undefined, thenMs?: number,
): void {
    const {t} = useWords();
    const navigate = useNavigate();
    const {data} = useHealth(thenMs);
    const step = (by: 1 | -1): void => {
        const places = data ? standing(data).map(alarm => alarm.troubles[0]!.subject) : [];
        if (places.length === 0) return;
        const now = at === undefined ? -1 : places.indexOf(at);
        const next = now < 0 ? (by === 1 ? 0 : places.length - 1)
            : (now + by + places.length) % places.length;
        void navigate({to, search: (before: object) => ({...before, at: places[next]!})});
    };
    useKey('[', t('alarms.previous'), () => step(-1));
    useKey(']', t('alarms.next'), () => step(1));
}
