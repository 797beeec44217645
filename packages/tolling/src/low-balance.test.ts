import assert from 'node:assert/strict';
import test from 'node:test';
import {lowBalances, type Asking, type Paid} from './low-balance.ts';

// Of one wallet: `+100@1` is money heard of at place 1 of the log, `+100@9/2` money that was there
// from minute 2 on. `A60@3` is window A, which asks for 60 and was completed at place 3;
// `A60@3/2` began in minute 2. Without one the minute is the place. Behind the arrow: who is low.
const stories: Record<string, string> = {
    'who comes when the money is gone is low': '+100@1 A60@2 B60@3 -> B',
    'just enough is enough': '+100@1 A60@2 B40@3 -> none',
    'who is low leaves the wallet alone': '+100@1 A60@2 B60@3 C40@4 -> B',
    'money that comes later does not speak for what went before': 'A60@1 +100@2 B60@3 -> A',
    'money that was there and is heard of later does': 'A60@1/10 +100@2/9 B60@3 -> B',
    'from the very moment on': 'A60@1/10 +100@2/10 -> none',
    'a minute too late': 'A60@1/10 +100@2/11 -> A',
    'as much as it bears, in the order driven': 'A60@1/20 B60@2/10 +100@3/5 -> A',
    'what it does not bear stands back for what it does': 'A120@1/10 B60@2/20 +100@3/5 -> A',
    'what is low once may be charged at the second late fact':
        'A60@1/10 +50@2/5 +50@3/5 -> none',
    'of one place, in the order driven': '+60@1 A60@2/20 B60@2/10 -> A',
    'no money at all': 'A60@1 -> A',
};

for (const [name, story] of Object.entries(stories)) {
    test(`a wallet: ${name}`, () => {
        const [told, expected] = story.split(' -> ');
        const asking: Asking[] = [];
        const paid: Paid[] = [];
        for (const word of told!.split(' ')) {
            const [, window, minor, place, minute] = /^(\D)(\d+)@(\d+)(?:\/(\d+))?$/.exec(word)!;
            const [seq, fromMs] = [Number(place), Number(minute ?? place)];
            if (window === '+') paid.push({seq, fromMs, amountMinor: BigInt(minor!)});
            else asking.push({
                window: window!, vehicle: 'plate:p1', fromMs, place: seq, tollMinor: BigInt(minor!),
            });
        }
        assert.equal([...lowBalances(asking, paid)].sort().join(' ') || 'none', expected);
        const turned = lowBalances(asking.toReversed(), paid.toReversed());
        assert.equal([...turned].sort().join(' ') || 'none', expected);
    });
}
