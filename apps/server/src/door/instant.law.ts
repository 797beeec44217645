import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, parseInstant} from '@karwan/base';
import {instantFrom} from './instant.ts';

// The quick reader by position and the careful one agree on every text, right or wrong.
for (const seed of [1, 2, 20_250_303]) {
    test(`times read by position are those of the careful reader (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const two = (most: number): string => String(chance.below(most)).padStart(2, '0');
        let read = 0;
        for (let i = 0; i < 20_000; i++) {
            const year = chance.pick(['2022', '2024', '2025', '1999', '0999']);
            const offset = `${two(25)}:${two(61)}`;
            const zone = chance.pick(['Z', `+${offset}`, `-${offset}`, '+0500', '']);
            const fraction = chance.pick(['', '', '', '.25', '.250', '.007']);
            const time = `${two(26)}:${two(62)}:${two(62)}${fraction}`;
            let text = `${year}-${two(14)}-${two(33)}T${time}${zone}`;
            if (chance.happens(0.1)) {
                const at = chance.below(text.length);
                const other = chance.pick(['x', ' ', '-', ':', '9', '']);
                text = text.slice(0, at) + other + text.slice(at + 1);
            }
            const ours = instantFrom(text);
            assert.equal(typeof ours === 'number' ? ours : undefined, parseInstant(text), text);
            if (typeof ours === 'number') read++;
        }
        assert(read > 2_000, `only ${read} of the texts were times`);
    });
}
