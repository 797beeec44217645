import {useLocation, useNavigate, useSearch} from '@tanstack/react-router';
import {useEffect, useRef, type FormEvent, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {Refused} from '../data/ask.ts';
import {useExplain, useExplained} from '../data/explained.ts';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import {useWords} from '../words/words.ts';
import {Told} from './Told.tsx';

/** Why was I charged this? */
export function VehiclePage(): ReactNode {
    const {t} = useWords();
    const {what} = useSearch({from: '/inside/vehicle'});
    const navigate = useNavigate();
    const field = useRef<HTMLInputElement>(null);
    const named = useExplained(what);
    const asked = useExplain();
    const chosen = useLocation({select: location => location.state.vehicle});
    const {mutate} = asked;
    useEffect(() => {
        if (chosen !== undefined) mutate(chosen);
    }, [chosen, mutate]);
    useKey('e', t('explain.title'), () => field.current?.focus());
    const explain = (wanted: string): void => {
        // A charge or a trip has an address that can be passed on; who drove does not stand in one.
        if (/^\d+(\/|$)/.test(wanted)) {
            asked.reset();
            void navigate({to: '/vehicle', search: {what: wanted}});
        } else {
            asked.mutate(wanted);
            void navigate({to: '/vehicle', search: {}});
        }
    };
    const onSubmit = (event: FormEvent): void => {
        event.preventDefault();
        const wanted = field.current!.value.trim();
        if (wanted !== '') explain(wanted);
    };
    const found = asked.data ?? named.data;
    const fault = asked.error ?? named.error;
    return (
        <Panel title={t('explain.title')}>
            <form className="explain" role="search" onSubmit={onSubmit}>
                <input ref={field} className="field" maxLength={100} autoComplete="off" dir="ltr"
                    spellCheck={false} aria-label={t('explain.what')}
                    placeholder={t('explain.what')}/>
                <Button className="button strong" type="submit">{t('explain.ask')}</Button>
            </form>
            <div className="explained" aria-live="polite">
                {fault ? <p className="note">{faultText(fault, t)}</p>
                    : found ? <Told found={found} explain={explain}/>
                        : <p className="note">{t('explain.hint')}</p>}
            </div>
        </Panel>
    );
}

function faultText(fault: Error, t: ReturnType<typeof useWords>['t']): string {
    return t(fault instanceof Refused && fault.status === 404 ? 'explain.notfound' : 'failed');
}
