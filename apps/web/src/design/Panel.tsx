import {useId, type ReactNode} from 'react';

/** A part of a page with its title, and what can be done with all of it. */
export function Panel({title, actions, children}: {
    title: string; actions?: ReactNode; children: ReactNode;
}): ReactNode {
    const id = useId();
    return (
        <section className="panel" aria-labelledby={id}>
            <header>
                <h2 id={id}>{title}</h2>
                {actions}
            </header>
            {children}
        </section>
    );
}
