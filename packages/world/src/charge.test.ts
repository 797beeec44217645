import assert from 'node:assert/strict';
import test from 'node:test';
import type {WireFact} from '@karwan/journey';
import {chargesOf} from './charge.ts';
import {storyTrip} from './story-trip.ts';
import {storyTariff} from './story-world.ts';

const at = (hour: number): string => new Date(hour * 3_600_000).toISOString();
const plate = {jurisdiction: 'PK-PB', serial: 'LEA1234'};
const car = (openingBalance: string): WireFact => ({
    id: 'r', fact: 'register', validFrom: at(0), tag: 'T1', plate, class: 'car', openingBalance,
});
const paid = (hour: number, amount: string): WireFact =>
    ({id: `p${hour}`, fact: 'topup', validFrom: at(hour), tag: 'T1', amount});
const tag = (hour: number, status: 'active' | 'blocked'): WireFact =>
    ({id: `s${hour}`, fact: 'tag-status', validFrom: at(hour), tag: 'T1', status, reason: 'x'});
const exempt = (hour: number, isExempt: boolean): WireFact =>
    ({id: `e${hour}`, fact: 'exemption', validFrom: at(hour), plate, reason: 'x', isExempt});
const bus = (hour: number): WireFact =>
    ({id: `c${hour}`, fact: 'class', validFrom: at(hour), tag: 'T1', class: 'bus'});

// Harbour to mill costs a car 30, the coast and the hills together 80 and 150. Each trip: its
// pair of ends @ hour; each charge: road, class, amount in rupees, payer and why it is more.
const near = 'coast/harbour coast/mill';
const far = 'coast/harbour hill/pass';
const stories: Record<string, [WireFact[], string[], string[]]> = {
    'a wallet pays': [[car('100.00')], [`${near}@10`], ['coast car 30 wallet']],
    'no tag: a quarter more, at least 50': [[], [`${near}@10`], ['coast car 80 owed no-tag']],
    'a wallet pays until it cannot, and is then left alone': [
        [car('70.00')], [`${near}@10`, `${near}@20`, `${near}@30`],
        ['coast car 30 wallet', 'coast car 30 wallet', 'coast car 80 owed low-balance']],
    'the roads of a trip pay in their order': [
        [car('200.00')], [`${far}@10`], ['coast car 80 wallet', 'hill car 200 owed low-balance']],
    'money counts from when it was paid': [
        [car('0.00'), paid(15, '500.00')], [`${near}@10`, `${near}@20`],
        ['coast car 80 owed low-balance', 'coast car 30 wallet']],
    'a blocked tag is no tag, and a freed one pays': [
        [car('500.00'), tag(5, 'blocked'), tag(15, 'active')], [`${near}@10`, `${near}@20`],
        ['coast car 80 owed no-tag', 'coast car 30 wallet']],
    'of what counts at the start, what was said last holds': [
        [car('500.00'), tag(5, 'active'), tag(5, 'blocked')], [`${near}@10`],
        ['coast car 80 owed no-tag']],
    'an exempt trip owes nothing, the next one does': [
        [car('500.00'), exempt(5, true), exempt(15, false)], [`${near}@10`, `${near}@20`],
        ['coast car 0 exempt', 'coast car 30 wallet']],
    'the declared class counts from its moment, not the measured one': [
        [car('500.00'), bus(15)], [`${near}@10`, `${near}@20`],
        ['coast car 30 wallet', 'coast bus 50 wallet']],
};

for (const [name, [facts, driven, expected]] of Object.entries(stories)) {
    test(name, () => {
        const trips = driven.map(each => {
            const [pair, hour] = each.split('@');
            return storyTrip(pair!, Number(hour) * 3_600_000);
        });
        const minor = (money: string): bigint => BigInt(money.replace('.', ''));
        const told = chargesOf(storyTariff, facts, trips, minor).flat().map(charge =>
            [charge.road, charge.class, charge.amountMinor / 100n, charge.payer, charge.surcharge]
                .filter(word => word !== undefined).join(' '));
        assert.deepEqual(told, expected);
    });
}
