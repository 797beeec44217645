import type {Plate} from './token.ts';

/** What every fact carries: its own id, so that saying it twice is saying it once. */
interface Fact {
    id: string;
    /** RFC 3339 with offset. */
    validFrom: string;
    validTo?: string;
}

/**
 * What people and systems say beside the devices, JSON or a row of a register file. Times are
 * RFC 3339 with offset, money a decimal string in the scheme's currency.
 */
export type WireFact =
    /** A vehicle with its class, and the tag that it carries if it has one. */
    | Fact & {
        fact: 'register'; tag?: string; plate?: Plate; class: string;
        openingBalance?: string; exemption?: string;
    }
    | Fact & {fact: 'tag-status'; tag: string; status: 'active' | 'blocked'; reason: string}
    | Fact & {fact: 'class'; plate?: Plate; tag?: string; class: string}
    | Fact & {
        fact: 'exemption'; plate?: Plate; tag?: string; reason: string; isExempt: boolean;
    }
    /**
     * A pass was bought, for the time from `validFrom` to `validTo`; `pass` names the rule. With
     * `isBought` false what was bought for this time is taken back; left out it is true.
     */
    | Fact & {
        fact: 'pass'; plate?: Plate; tag?: string; pass: string; class?: string;
        isBought?: boolean;
    }
    /**
     * What a person said of one charge, with a reason: it is exempt, written off, costs another
     * amount, or stands again as it was. The time is that of the charge.
     */
    | Fact & {
        fact: 'correction'; charge: string; token: string; reason: string; amount?: string;
        correction: 'exempt' | 'write-off' | 'reprice' | 'restore';
    }
    /** Money paid in for a tag; `validFrom` is when it was paid. */
    | Fact & {fact: 'topup'; tag: string; amount: string}
    /**
     * What a person decided about a review item. Whom it names is a tag, a plate, or a token as it
     * was shown. `reclass` says that the vehicle was of a class from `validFrom` to `validTo`.
     */
    | Fact & {
        fact: 'review'; item: string; decision: 'assign' | 'accept' | 'write-off' | 'reclass';
        tag?: string; plate?: Plate; token?: string; class?: string; reason: string;
    };
