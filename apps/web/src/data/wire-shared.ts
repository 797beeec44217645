// Made by `npm run wire` from the server's OpenAPI document. Do not edit: a test compares them.

export interface Currency {
    code: string; minorDigits: number;
}

/** a decision as the log holds it */
export interface Decided {
    fact: string; item: string; decision: string; token: string | null; reason: string;
    class: string | null; receivedMs: number;
}

/** what the register says of a vehicle at one moment */
export interface Registered {
    tag: string; class: string; exemption: string;
}

/** a passage and by which evidence it was identified */
export interface SeenPassage {
    id: number; point: string; kind: string; lane: number; atMs: number; at: string;
    vehicle: string | null; by: string; basis: string[]; readings: SeenReading[];
}

/** what one device said, as it stands in the log */
export interface SeenReading {
    seq: number; device: string; kind: string; point: string; lane: number; atMs: number;
    at: string; received: string; tag: string | null; plate: string | null; isUnreadable: boolean;
    confidence: number | null; class: string | null;
}

export type Status = 'measured' | 'published' | 'estimated' | 'assumed';
