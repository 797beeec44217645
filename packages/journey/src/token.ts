/**
 * What can be sighted: an e-tag, a number plate. Written with its kind in front, so that a token
 * read in a row or a log says what it is: `tag:PK0012345`, `plate:7f3k…`. A plate's token is made
 * at the door from jurisdiction and serial by a keyed digest; the plate itself stays in the vault.
 */
export type TokenKind = 'tag' | 'plate';
export type Token = `${TokenKind}:${string}`;

/** The token of a tag's number as it is printed on the tag. */
export function tagToken(number: string): Token {
    return `tag:${number}`;
}

/** The kind of a token. Throws on a text that is no token: inside, tokens are trusted. */
export function kindOf(token: Token): TokenKind {
    if (token.startsWith('tag:')) return 'tag';
    if (token.startsWith('plate:')) return 'plate';
    throw new Error(`${token} is no token`);
}

/**
 * A plate as a person reads it. The same serial is issued by several provinces, so the
 * jurisdiction is part of the identity.
 */
export interface Plate {
    /** ISO 3166-2 region or country: `PK-PB`, `UZ`. */
    jurisdiction: string;
    /** Letters and digits without separators, upper case: `LEA1234`. */
    serial: string;
}
