/** Why a transfer moves nothing, in the order of asking: the first that fits is told. */
export const TRANSFER_REFUSALS = [
    'amount-must-be-positive',
    'accounts-must-differ',
    'hold-not-found',
    'not-a-hold',
    'hold-already-posted',
    'hold-already-voided',
    'more-than-held',
    'debits-would-exceed-credits',
    'credits-would-exceed-debits',
] as const;

export type TransferRefusal = (typeof TRANSFER_REFUSALS)[number];

/** What is decided when an id is first used, and stays decided. */
export type Decision = 'accepted' | TransferRefusal;

/**
 * What the caller hears. An id once refused stays refused, with the same answer, even when a
 * second try would fit: or else the order of retries and top-ups would move money.
 */
export type Answer = Decision | 'already-accepted' | 'id-used-for-another-transfer';
