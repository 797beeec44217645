import {
    useMutation, useQuery, type UseMutationResult, type UseQueryResult,
} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Explained} from './wire-explained.ts';

export type * from './wire-explained.ts';

/** What a charge or a trip rests on; its name may stand in an address. */
export function useExplained(what: string | undefined): UseQueryResult<Explained> {
    return useQuery({
        queryKey: ['live', 'explained', what], enabled: what !== undefined, retry: false,
        queryFn: () => ask<Explained>('/v1/explain', {body: {what}}),
    });
}

/** What somebody asks about; a plate for a reason, which is kept with their name. */
export interface Question {
    what: string;
    reason?: string;
}

/** The same for what must not come to stand in an address: a tag, a plate, a vehicle. */
export function useExplain(): UseMutationResult<Explained, Error, Question> {
    return useMutation({
        mutationFn: (question: Question) => ask<Explained>('/v1/explain', {body: question}),
    });
}

/** Whether a text is a plate with its jurisdiction, as the server reads it. */
export function isPlate(text: string): boolean {
    return /^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?[ :/]+\S/.test(text) && !/^(tag|plate):/.test(text);
}
