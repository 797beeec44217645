-- The thread from a reading to a due. Facts are appended (log_head, reading, repeated, refused,
-- fact, vault, near_plate); everything else is derived from them and may be derived again.
-- Times are UTC milliseconds, money whole minor units, tokens text such as `tag:…` and `plate:…`.

-- Where the log stands. Appending locks this row, so that places in the log become visible in
-- their order and a cursor never passes one that is not yet committed.
create table log_head (
    partition text primary key,
    seq bigint not null
);
insert into log_head values ('main', 0);

-- How far a partition of the log has been worked off, and in which batches: a replay of the same
-- log in the same batches makes the same transfers.
create table cursor (
    partition text primary key,
    seq bigint not null,
    batches bigint not null
);
insert into cursor values ('main', 0, 0);

create table batch (
    partition text not null,
    nth bigint not null,
    to_seq bigint not null,
    primary key (partition, nth)
);

-- Every arrival has a place in the log and stands in exactly one of reading, repeated, refused, fact.
create table reading (
    seq bigint primary key,
    device text collate "C" not null,
    point text collate "C" not null,
    lane smallint not null,
    device_ms bigint not null,
    received_ms bigint not null,
    at_ms bigint not null,
    -- Tells apart two messages of a device in one millisecond.
    fingerprint bigint not null,
    tag text collate "C",
    plate text collate "C",
    -- A camera that saw a plate and could not read it says so: is_unreadable without a plate.
    is_unreadable boolean not null,
    confidence real,
    class text collate "C",
    unique (point, device_ms, device, fingerprint)
);

create table repeated (
    seq bigint primary key,
    -- The reading that said it first is found by the same key.
    point text collate "C" not null,
    device_ms bigint not null,
    device text collate "C" not null,
    fingerprint bigint not null,
    received_ms bigint not null,
    source text collate "C" not null,
    place text collate "C" not null
);

create table refused (
    seq bigint primary key,
    answer text collate "C" not null,
    -- What was found and what was expected, without personal data.
    explanation text collate "C" not null,
    received_ms bigint not null,
    source text collate "C" not null,
    place text collate "C" not null
);

-- Register entries, tag status, top-ups, review decisions, scheme versions: what people and
-- systems say beside the devices. `token` is what the fact is about, `other` the second token of a
-- carriage; `body` holds the rest by kind.
create table fact (
    seq bigint primary key,
    id text collate "C" not null unique,
    kind text collate "C" not null,
    token text collate "C",
    other text collate "C",
    valid_from_ms bigint not null,
    valid_to_ms bigint,
    body jsonb not null,
    received_ms bigint not null
);
create index fact_token on fact (token);
create index fact_other on fact (other) where other is not null;

-- Where each feed of a file stands, moved in the transaction that appends its lines.
create table feed (
    source text collate "C" primary key,
    line bigint not null,
    bytes bigint not null,
    is_done boolean not null
);

-- Sites whose devices may send, by the digest of their key.
create table site (
    id text collate "C" not null,
    key_digest bytea not null unique,
    added_ms bigint not null,
    revoked_ms bigint,
    primary key (id, key_digest)
);

create table heartbeat (
    device text collate "C" primary key,
    device_ms bigint not null,
    received_ms bigint not null
);

-- Plates lie here encrypted and nowhere else; the key is a file outside the database.
create table vault (
    token text collate "C" primary key,
    sealed bytea not null,
    key_id text collate "C" not null,
    added_ms bigint not null
);

-- A passage: one vehicle under one gantry (or past one ramp station) once. Its id is the lowest
-- place in the log among its readings.
create table passage (
    id bigint primary key,
    kind text collate "C" not null,
    point text collate "C" not null,
    lane smallint not null,
    at_ms bigint not null,
    tag text collate "C",
    plate text collate "C",
    confidence real,
    measured_class text collate "C",
    detections smallint not null,
    readings bigint[] not null,
    -- Who it was, by which evidence; null where nobody could be identified.
    vehicle text collate "C",
    identified_by text collate "C" not null,
    -- The facts that the identity rests on.
    basis bigint[] not null
);
create index passage_point on passage (point, at_ms);
create index passage_vehicle on passage (vehicle, at_ms) where vehicle is not null;

-- A trip: passages of one vehicle joined, the gaps filled. Its id is its lowest passage id, so that
-- it keeps its name when an earlier passage arrives later.
create table trip (
    id bigint primary key,
    vehicle text collate "C" not null,
    from_ms bigint not null,
    to_ms bigint not null,
    sure real not null,
    passages bigint[] not null,
    -- Gantries in order, and which of them nobody reported.
    path text[] not null,
    inferred text[] not null
);
create index trip_vehicle on trip (vehicle, to_ms);

-- What is owed for a window: what is priced together. Here an entry-exit pair of one road in one trip.
create table due (
    -- `<trip>/<road>`.
    "window" text collate "C" primary key,
    trip bigint not null,
    vehicle text collate "C" not null,
    road text collate "C" not null,
    -- The local day in which the window began; it is closed with that day.
    day text collate "C" not null,
    from_ms bigint not null,
    to_ms bigint not null,
    entry text collate "C" not null,
    exit text collate "C" not null,
    tolled_metres bigint not null,
    class text collate "C" not null,
    class_by text collate "C" not null,
    -- charged, exempt.
    state text collate "C" not null,
    tariff text collate "C" not null,
    toll_minor bigint not null,
    surcharge text collate "C",
    -- no-tag, low-balance: why a surcharge was due, whether or not a rule asked for money.
    surcharge_when text collate "C",
    surcharge_minor bigint not null,
    amount_minor bigint not null,
    payer text collate "C" not null,
    status text collate "C" not null,
    passages bigint[] not null,
    inferred text[] not null,
    basis bigint[] not null,
    scheme text collate "C" not null,
    -- Up to which place in the log the decision knew.
    decided_seq bigint not null,
    check (amount_minor = toll_minor + surcharge_minor or state = 'exempt')
);
create index due_vehicle on due (vehicle, from_ms);
create index due_trip on due (trip);
create index due_day on due (day);

-- What a person must decide: which passage, why, what it is worth. `state`: open, assigned, written-off.
create table review (
    id text collate "C" primary key,
    passage bigint not null,
    reason text collate "C" not null,
    -- True where the passage is charged to nobody until somebody decides.
    holds_back boolean not null,
    vehicle text collate "C",
    tag text collate "C",
    plate text collate "C",
    day text collate "C" not null,
    worth_minor bigint not null,
    state text collate "C" not null,
    -- The place in the log of the fact that decided it, and whom it named.
    decided_by bigint,
    assigned text collate "C",
    opened_seq bigint not null
);
create index review_passage on review (passage);
create index review_tag on review (tag) where tag is not null;
create index review_plate on review (plate) where plate is not null;
create index review_day on review (day);

-- A day that is closed stays closed: its totals and the digest of its rows.
create table closed_day (
    day text collate "C" primary key,
    closed_seq bigint not null,
    closed_ms bigint not null,
    totals jsonb not null,
    digest text collate "C" not null
);
