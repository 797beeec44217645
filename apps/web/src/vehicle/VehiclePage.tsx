import {useLocation, useNavigate, useSearch} from '@tanstack/react-router';
import {useEffect, useRef, useState, type FormEvent, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {Refused} from '../data/ask.ts';
import {isPlate, useExplain, useExplained} from '../data/explained.ts';
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
    const typed = useLocation({select: location => location.state.plate});
    const [text, setText] = useState(typed ?? '');
    const [reason, setReason] = useState('');
    const needsReason = isPlate(text.trim());
    useEffect(() => {
        if (typed !== undefined) setText(typed);
    }, [typed]);
    const {mutate} = asked;
    useEffect(() => {
        if (chosen !== undefined) mutate({what: chosen});
    }, [chosen, mutate]);
    useKey('e', t('explain.title'), () => field.current?.focus());
    const explain = (wanted: string, reason?: string): void => {
        // A charge or a trip has an address that can be passed on; who drove does not stand in one.
        if (/^\d+(\/|$)/.test(wanted)) {
            asked.reset();
            void navigate({to: '/vehicle', search: {what: wanted}});
        } else {
            asked.mutate({what: wanted, ...reason !== undefined && {reason}});
            void navigate({to: '/vehicle', search: {}});
        }
    };
    const onSubmit = (event: FormEvent): void => {
        event.preventDefault();
        const wanted = text.trim();
        if (wanted === '') return;
        if (isPlate(wanted)) explain(wanted, reason.trim());
        else explain(wanted);
    };
    const found = asked.data ?? named.data;
    const fault = asked.error ?? named.error;
    return (
        <Panel title={t('explain.title')}>
            <form className="explain" role="search" onSubmit={onSubmit}>
                <input ref={field} className="field" maxLength={100} value={text}
                    onChange={event => setText(event.target.value)} autoComplete="off" dir="ltr"
                    spellCheck={false} aria-label={t('explain.what')}
                    placeholder={t('explain.what')}/>
                {needsReason && (
                    <input className="field" minLength={5} maxLength={500} required value={reason}
                        aria-label={t('plate.reason')} placeholder={t('plate.reason')}
                        onChange={event => setReason(event.target.value)}/>
                )}
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
    if (!(fault instanceof Refused)) return t('failed');
    if (fault.status === 404) return t('explain.notfound');
    return t(fault.status === 400 ? 'plate.needs' : 'failed');
}
