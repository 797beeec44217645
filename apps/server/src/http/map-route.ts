import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import type {FastifyInstance} from 'fastify';
import Type from 'typebox';
import {ALL} from '../access/role.ts';
import {groundAnswer} from './answers/network.ts';

const FILE = 'console-map.geojson';
/** Of a corridor that brings no ground along: its roads are drawn on nothing. */
const NOTHING = '{"type":"FeatureCollection","source":"","features":[]}';

/**
 * GET /v1/map: what lies below a corridor's roads (land, lakes, rivers, places), from the file
 * console-map.geojson of its folder. No borders are in it unless the folder brings some.
 */
export function mapRoute(corridorFolder: string): (app: FastifyInstance) => void {
    const path = join(corridorFolder, FILE);
    const plain = existsSync(path) ? readFileSync(path) : Buffer.from(NOTHING);
    const packed = gzipSync(plain, {level: 9});
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    return app => {
        app.get('/v1/map', {
            config: {roles: ALL},
            schema: {
                summary: 'The ground of the map as GeoJSON: land, lakes, rivers, places, by `kind`',
                security: [{token: []}],
                response: {200: groundAnswer, 304: Type.Null()},
            },
        }, async (request, reply) => {
            reply.header('etag', etag).header('cache-control', 'private, no-cache')
                .header('vary', 'accept-encoding');
            if (request.headers['if-none-match'] === etag) return reply.code(304).send();
            reply.type('application/geo+json');
            const takesPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
            return takesPacked ? reply.header('content-encoding', 'gzip').send(packed)
                : reply.send(plain);
        });
    };
}
