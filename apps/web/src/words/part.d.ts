/** A part of a language's words, compiled by the build: of the first page, or of all others. */
declare module '*.json?first' {
    const messages: import('@lingui/core').Messages;
    export default messages;
}

declare module '*.json?rest' {
    const messages: import('@lingui/core').Messages;
    export default messages;
}
