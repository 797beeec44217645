import {useEffect, useRef, type ReactNode, type RefObject} from 'react';

export interface DayProps {
    /** `2025-10-12`; none where it is undefined. */
    value: string | undefined;
    change(day: string | undefined): void;
    input?: RefObject<HTMLInputElement | null> | undefined;
    label?: string | undefined;
}

/** A day of this century; half a date that is being typed changes nothing. */
export function DayField({value, change, input, label}: DayProps): ReactNode {
    const own = useRef<HTMLInputElement>(null);
    const field = input ?? own;
    useEffect(() => {
        const {current} = field;
        if (current && current.value !== (value ?? '')) current.value = value ?? '';
    }, [field, value]);
    return (
        <input ref={field} className="field" type="date" aria-label={label}
            min="2000-01-01" max="2099-12-31" defaultValue={value ?? ''}
            onChange={({target}) => {
                if (target.value !== '' && target.validity.valid) change(target.value);
            }}/>
    );
}
