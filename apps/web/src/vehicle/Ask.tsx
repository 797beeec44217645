import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';

/** Asks for the explanation of something else: a charge, a trip, a token. */
export type Explain = (what: string) => void;

/** Something that can be explained, by its name. */
export function Ask({what, explain, children}: {
    what: string; explain: Explain; children: ReactNode;
}): ReactNode {
    return <Button className="link" onPress={() => explain(what)}>{children}</Button>;
}
