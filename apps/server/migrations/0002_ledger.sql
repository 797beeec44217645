-- The ledger: accounts, transfers, and now and then a snapshot of the sums. No account is a row
-- that writers update (decisions/0004): a balance is the last snapshot plus the transfers since.
-- What is written here is never changed. Triggers say so to everybody, the owner of the tables
-- too; a person who switches them off leaves traces that `verify` names.

create function forbid_change() returns trigger language plpgsql as $$
begin
    raise exception '% on %: the ledger is only appended to', tg_op, tg_table_name
        using errcode = 'restrict_violation',
            hint = 'A correction is a new transfer the other way.';
end
$$;

-- All rows of one call, transfers or accounts, belong to a batch, which counts and digests them. A
-- number can be missing: a transaction that is rolled back takes its number with it.
create table ledger_batch (
    number bigint generated always as identity primary key,
    -- transfer, account.
    of text collate "C" not null,
    rows integer not null,
    -- The first eight bytes of each row's SHA-256, in the order of nth: they name a changed row.
    row_digests bytea not null,
    -- The latest batch that this one saw, whose digest goes into its own.
    previous bigint,
    digest bytea not null
);

-- Accounts with a limit, or that have been said to have none. All others have none.
create table account (
    id text collate "C" primary key,
    "limit" text collate "C" not null
        check ("limit" in ('none', 'debits-within-credits', 'credits-within-debits')),
    batch bigint not null,
    nth integer not null,
    unique (batch, nth)
);

-- Every transfer that was ever judged, refused ones too: an id is used once for either.
create table transfer (
    batch bigint not null,
    amount_minor bigint not null,
    -- What the hold held, where the transfer ends one: all of it is let go.
    released_minor bigint not null,
    at_ms bigint not null,
    nth integer not null,
    id text collate "C" not null primary key,
    kind text collate "C" not null check (kind in ('post', 'hold', 'post-hold', 'void-hold')),
    -- For the end of a hold those of the hold; null where that was not found.
    debit text collate "C",
    credit text collate "C",
    hold_id text collate "C",
    "window" text collate "C",
    -- Null where it was accepted.
    refusal text collate "C",
    check (refusal is not null or (debit <> credit and amount_minor >= 0)),
    unique (batch, nth)
);
-- "is not null" keeps each from being taken for the other side's.
create index transfer_debit on transfer (debit, batch)
    where refusal is null and debit is not null;
create index transfer_credit on transfer (credit, batch)
    where refusal is null and credit is not null;
create index transfer_window on transfer ("window") where "window" is not null;
-- A hold is ended once, whoever tries.
create unique index transfer_hold on transfer (hold_id)
    where hold_id is not null and refusal is null;

-- What every accepted transfer comes down to, alike for all kinds. Sums are taken from here only.
create view movement as
select batch, nth, debit, credit,
    case when kind = 'hold' then 0 else amount_minor end as posted_minor,
    case when kind = 'hold' then amount_minor else -released_minor end as held_minor
from transfer
where refusal is null;

-- A snapshot seals the batches up to a number: their digests go into its own, after the digest of
-- the snapshot before it.
create table ledger_snapshot (
    up_to bigint primary key,
    batches bigint not null,
    accounts bigint not null,
    digest bytea not null
);

-- The sums of the accounts that moved since the snapshot before.
create table balance_snapshot (
    account text collate "C" not null,
    up_to bigint not null,
    posted_debits_minor bigint not null,
    posted_credits_minor bigint not null,
    held_debits_minor bigint not null,
    held_credits_minor bigint not null,
    -- The sums lie in the index too, since a batch reads them for every wallet that it touches.
    primary key (account, up_to) include (posted_debits_minor, posted_credits_minor,
        held_debits_minor, held_credits_minor)
);

create trigger forbid_change before update or delete or truncate on ledger_batch
    for each statement execute function forbid_change();
create trigger forbid_change before update or delete or truncate on account
    for each statement execute function forbid_change();
create trigger forbid_change before update or delete or truncate on transfer
    for each statement execute function forbid_change();
create trigger forbid_change before update or delete or truncate on ledger_snapshot
    for each statement execute function forbid_change();
create trigger forbid_change before update or delete or truncate on balance_snapshot
    for each statement execute function forbid_change();
