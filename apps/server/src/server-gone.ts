/**
 * True where an error says that the database server went away or is not there yet: ended by an
 * administrator, crashed, starting up, or the line broke (PostgreSQL's appendix A). It passes.
 */
export function isServerGone(error: unknown): boolean {
    const {code = '', message = ''} = error as {code?: string; message?: string};
    return /^(57P0[123]|08...|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code)
        || /^(Connection terminated|Cannot use a pool after|Client has encountered a connect)/
            .test(message);
}
