import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useNavigate} from '@tanstack/react-router';
import {useEffect, useState, type FormEvent, type ReactNode} from 'react';
import {Button, Input, Label, TextField} from 'react-aria-components';
import {ask, Refused} from '../data/ask.ts';
import type {Person} from '../data/person.ts';
import {useWords} from '../words/words.ts';

/** The door of the console: by a link that opens once, or by name and password. */
export function SignInPage(): ReactNode {
    const {t} = useWords();
    const [key] = useState(takeKey);
    const queries = useQueryClient();
    const navigate = useNavigate();
    const signIn = useMutation({
        mutationFn: (shown: {key: string} | {name: string; password: string}) => ask<Person>(
            'key' in shown ? '/v1/session/link' : '/v1/session', {body: shown}),
        onSuccess: async person => {
            queries.setQueryData(['person'], person);
            await navigate({to: '/'});
        },
    });
    const {mutate} = signIn;
    useEffect(() => {
        if (key !== '') mutate({key});
    }, [key, mutate]);
    const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        mutate({name: String(form.get('name')), password: String(form.get('password'))});
    };
    return (
        <main className="sign-in">
            <form className="panel" onSubmit={onSubmit}>
                <h1>{t('app.name')}</h1>
                <TextField name="name" isRequired autoComplete="username">
                    <Label>{t('signin.name')}</Label><Input className="field"/>
                </TextField>
                <TextField name="password" type="password" isRequired
                    autoComplete="current-password">
                    <Label>{t('signin.password')}</Label><Input className="field" dir="ltr"/>
                </TextField>
                <Button className="button strong" type="submit" isDisabled={signIn.isPending}>
                    {t('signin.do')}
                </Button>
                <p className="note" role="status">
                    {signIn.error ? t(faultWord(signIn.error)) : t('signin.hint')}
                </p>
            </form>
        </main>
    );
}

// The key is taken out of the address at once, so that it stays in no history.
function takeKey(): string {
    const key = location.hash.slice(1);
    if (key !== '') history.replaceState(null, '', location.pathname);
    return key;
}

function faultWord(error: Error): 'signin.toomany' | 'signin.wrong' | 'failed' {
    if (!(error instanceof Refused)) return 'failed';
    if (error.status === 429) return 'signin.toomany';
    return error.status === 401 ? 'signin.wrong' : 'failed';
}
