/**
 * What is needed cannot be had at the moment; the message says what to do. Each kind is a class of
 * its own beside the work that throws it; this one loads none of them.
 */
export class Unavailable extends Error {}
