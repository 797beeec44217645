import {rowsOf, type Connection} from '../sql.ts';

const adoptedAs = {
    name: 'rerate-adopted',
    text: `select body->>'digest' as digest, body->>'version' as version from fact
            where id >= 'scheme:' and id < 'scheme;' and kind = 'scheme' order by seq`,
};

/** The versions of a scheme that decisions were made under: those meant, and what there is. */
export interface VersionsMeant {
    digests: string[];
    known: string[];
}

/** The digests that a version or the beginning of a digest stands for; `all` for every one. */
export async function versionsMeant(
    connection: Connection, from: string, atHand: string,
): Promise<VersionsMeant> {
    const rows = await rowsOf<{digest: string; version: string}>(connection, adoptedAs, []);
    const isMeant = ({digest, version}: {digest: string; version: string}): boolean =>
        from === 'all' || version === from || (from.length >= 8 && digest.startsWith(from));
    return {
        digests: [...new Set(rows.filter(isMeant).map(row => row.digest))]
            .filter(digest => digest !== atHand),
        known: [...new Set(rows.map(row => row.version))],
    };
}
