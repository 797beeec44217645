/** The server refused, with what it says about it. */
export class Refused extends Error {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.status = status;
    }
}

/** What is sent besides a question. */
export interface Sent {
    method?: 'POST' | 'DELETE';
    body?: object;
    /** Sent to its end though the page is left meanwhile. */
    isKept?: boolean;
}

/**
 * Asks the server for a JSON answer; with a body it is a POST. Throws `Refused` where the server
 * refuses, and TypeError where it is away.
 */
export async function ask<Answer>(
    path: string, {method, body, isKept = false}: Sent = {},
): Promise<Answer> {
    const response = await fetch(path, {
        method: method ?? (body === undefined ? 'GET' : 'POST'), keepalive: isKept,
        ...body !== undefined && {
            headers: {'content-type': 'application/json'}, body: JSON.stringify(body),
        },
    });
    const answer: unknown = await response.json().catch(() => ({}));
    if (!response.ok) {
        const {message, found, expected} = answer as Record<string, string | undefined>;
        throw new Refused(response.status,
            message ?? (found ? `found ${found}, expected ${expected}` : String(response.status)));
    }
    return answer as Answer;
}
