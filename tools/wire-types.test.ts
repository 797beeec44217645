import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {
    consoleOpenApi, wireFiles, WIRE_FOLDER, wireTypes, type OpenApi, type Schema,
} from './wire-types.ts';

test('the console has the types of the server\'s answers: if not, `npm run wire`', async () => {
    const root = checkoutFolder();
    const files = wireFiles(await consoleOpenApi(root));
    for (const [file, text] of files) {
        assert.equal(readFileSync(join(root, WIRE_FOLDER, file), 'utf8'), text, file);
    }
    const there = readdirSync(join(root, WIRE_FOLDER)).filter(name => name.startsWith('wire'));
    assert.deepEqual(there.sort(), [...files.keys()].sort());
});

const answering = (schema: Schema): OpenApi => ({
    paths: {'/v1/x': {get: {responses: {200: {content: {'application/json': {schema}}}}}}},
});

const stories: Record<string, [Schema, string]> = {
    'what is not required may be missing': [
        {title: 'A', type: 'object', required: ['b'], properties: {
            b: {type: 'integer'}, c: {type: 'string'}}},
        'export interface A {\n    b: number; c?: string;\n}'],
    'what has a title is told once and named where it is used': [
        {title: 'A', type: 'array', items: {
            title: 'B', type: 'string', enum: ['x', 'y'], description: 'said'}},
        'export type A = B[];\n\n/** said */\nexport type B = \'x\' | \'y\';'],
    'one of several, and null': [
        {title: 'A', type: 'array', items: {anyOf: [{const: 'x'}, {type: 'null'}]}},
        'export type A = (\'x\' | null)[];'],
};

for (const [name, [schema, expected]] of Object.entries(stories)) {
    test(name, () => {
        const told = wireTypes(answering(schema), /^/).split('\n').slice(2).join('\n');
        assert.equal(told.trim(), expected);
    });
}

test('two schemas of one title that differ are refused', () => {
    assert.throws(() => wireTypes(answering({type: 'object', properties: {
        a: {title: 'A', type: 'object', properties: {x: {type: 'string'}}},
        b: {title: 'A', type: 'object', properties: {x: {type: 'number'}}},
    }}), /^/), /two schemas are called A/);
});
