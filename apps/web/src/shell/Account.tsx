import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState, type FormEvent, type ReactNode} from 'react';
import {Button, Input, Label, TextField} from 'react-aria-components';
import {ask, Refused} from '../data/ask.ts';
import {usePerson} from '../data/person.ts';
import {useWords} from '../words/words.ts';
import {Sheet} from './Sheet.tsx';

/** Who is signed in, with the doors to a new password and out. */
export function Account(): ReactNode {
    const {t} = useWords();
    const {data: person} = usePerson();
    const queries = useQueryClient();
    const [isOpen, open] = useState(false);
    const signOut = useMutation({
        mutationFn: () => ask('/v1/session', {method: 'DELETE'}),
        onSuccess: () => {
            // What the next person at this desk must not see goes with the session.
            queries.clear();
            queries.setQueryData(['person'], null);
        },
    });
    if (!person) return undefined;
    return (
        <>
            <Button className="button quiet" onPress={() => open(true)}>
                <bdi>{person.name}</bdi>
            </Button>
            {isOpen && (
                <Sheet title={person.name} onClose={() => open(false)}>
                    <h2><bdi>{person.name}</bdi> · {t(`role.${person.role}`)}</h2>
                    <Password/>
                    <Button className="button" onPress={() => signOut.mutate()}>
                        {t('signin.out')}
                    </Button>
                </Sheet>
            )}
        </>
    );
}

function Password(): ReactNode {
    const {t} = useWords();
    const set = useMutation({
        mutationFn: (password: string) => ask('/v1/session/password', {body: {password}}),
    });
    const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
        event.preventDefault();
        set.mutate(String(new FormData(event.currentTarget).get('password')));
        event.currentTarget.reset();
    };
    const isShort = set.error instanceof Refused && set.error.status === 422;
    return (
        <form className="password" onSubmit={onSubmit}>
            <TextField name="password" type="password" isRequired autoComplete="new-password">
                <Label>{t('password.new')}</Label><Input className="field" dir="ltr"/>
            </TextField>
            <Button className="button" type="submit" isDisabled={set.isPending}>
                {t('password.set')}
            </Button>
            <p className="note" role="status">
                {set.isSuccess ? t('password.done')
                    : set.error ? t(isShort ? 'password.short' : 'failed') : t('password.short')}
            </p>
        </form>
    );
}
