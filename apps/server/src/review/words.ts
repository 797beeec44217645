import type {DecisionKind, ReviewReason} from '@karwan/tolling';

/** Why an item waits, as one says it to the person who decides. */
export const reasonWords: Readonly<Record<ReviewReason, string>> = {
    'nobody-identified': 'neither tag nor plate was read',
    'plate-too-unsure': 'a plate was read, but the camera is not sure of it',
    'tag-not-registered': 'the tag that was read is registered nowhere',
    'tag-and-plate-differ': 'the tag belongs to one vehicle, the plate to another',
    'class-differs': 'the vehicle was measured as another class than the declared one',
    'no-tariff': 'no tariff line gives a price for this road, class and day',
    'missed-beside': 'the gantry beside this trip may have missed it, and is not charged',
};

/** What `--as` takes, and the decision that is written for it. */
export const asWords: Readonly<Record<string, DecisionKind>> = {
    'accept': 'accept', 'assign': 'assign', 'not-chargeable': 'write-off', 'reclass': 'reclass',
};

/** A decision as `--as` takes it. */
export function asWordOf(decision: DecisionKind): string {
    return decision === 'write-off' ? 'not-chargeable' : decision;
}

/** What a decision means for an item of this kind. */
export function choiceText(reason: ReviewReason, decision: DecisionKind): string {
    switch (decision) {
        case 'assign': return 'it was this vehicle: --to "PK-PB LEA1234", a tag or a token';
        case 'write-off': return 'nobody is charged for this passage';
        case 'reclass': return 'the vehicle was of another class on this trip: --class CLASS';
        case 'accept': switch (reason) {
            case 'plate-too-unsure': return 'the plate was read rightly';
            case 'tag-not-registered': return 'the tag was read rightly, and its vehicle owes';
            case 'class-differs': return 'the declared class is right';
            case 'missed-beside': return 'it stays uncharged; who can show that it passed sends '
                + 'that reading';
            default: return 'the vehicle that was charged is the right one';
        }
    }
}
