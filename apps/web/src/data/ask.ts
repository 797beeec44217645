/** The server refused, with what it says about it. */
export class Refused extends Error {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.status = status;
    }
}

/** Asks the server for a JSON answer. Throws `Refused` where it refuses, TypeError where it is away. */
export async function ask<Answer>(path: string, body?: object): Promise<Answer> {
    const response = await fetch(path, body === undefined ? {} : {
        method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body),
    });
    const answer: unknown = await response.json().catch(() => ({}));
    if (!response.ok) {
        const {message} = answer as {message?: string};
        throw new Refused(response.status, message ?? `answer ${response.status}`);
    }
    return answer as Answer;
}
