import {useMutation} from '@tanstack/react-query';
import {useState, type FormEvent, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {ask, Refused} from '../data/ask.ts';
import type {Plate} from '../data/wire.ts';
import {useWords} from '../words/words.ts';

/** The plate behind a token: masked until somebody says why, which is kept with their name. */
export function Unmask({token}: {token: string}): ReactNode {
    const {t} = useWords();
    const [isAsked, setAsked] = useState(false);
    const lookUp = useMutation({
        mutationFn: (reason: string) => ask<Plate>('/v1/look-up', {body: {token, reason}}),
    });
    if (lookUp.data) {
        const {jurisdiction, serial} = lookUp.data;
        return <bdi className="plate">{jurisdiction} {serial}</bdi>;
    }
    if (!isAsked) {
        return (
            <Button className="link" onPress={() => setAsked(true)}>{t('plate.show')}</Button>
        );
    }
    const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
        event.preventDefault();
        lookUp.mutate(String(new FormData(event.currentTarget).get('reason')));
    };
    return (
        <form className="unmask" onSubmit={onSubmit}>
            <input name="reason" className="field" autoFocus minLength={5} maxLength={500} required
                aria-label={t('plate.reason')} placeholder={t('plate.reason')}/>
            <Button className="button" type="submit">{t('plate.show')}</Button>
            {lookUp.error && (
                <span role="alert">
                    {t(lookUp.error instanceof Refused && lookUp.error.status === 403
                        ? 'plate.role' : 'failed')}
                </span>
            )}
        </form>
    );
}
