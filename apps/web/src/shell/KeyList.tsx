import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {useWords} from '../words/words.ts';
import {useKeyActions, type KeyAction} from './keys.ts';
import {Sheet} from './Sheet.tsx';

/** Every key that does something just now. */
export function KeyList({onClose}: {onClose(): void}): ReactNode {
    const {t} = useWords();
    const actions = useKeyActions();
    const here = actions.filter(({scope}) => scope === 'here');
    return (
        <Sheet title={t('keys.title')} onClose={onClose}>
            <h2>{t('keys.title')}</h2>
            <p><Link className="link" to="/tour" onClick={onClose}>{t('tour.title')}</Link></p>
            {here.length > 0 && <Listed title={t('keys.here')} actions={here}/>}
            <Listed title={t('keys.everywhere')}
                actions={actions.filter(({scope}) => scope === 'everywhere')}/>
        </Sheet>
    );
}

function Listed({title, actions}: {title: string; actions: readonly KeyAction[]}): ReactNode {
    return (
        <>
            <h3>{title}</h3>
            <dl>
                {actions.map(({keys, told}) => (
                    <div key={keys} style={{display: 'contents'}}>
                        <dt>{keys.split(' ').map(key => <kbd key={key}>{key}</kbd>)}</dt>
                        <dd>{told}</dd>
                    </div>
                ))}
            </dl>
        </>
    );
}
