-- What is known of devices, derived from the log by a cursor of its own: how far it is worked off,
-- and the monitor's state as it stood there.
create table health_state (
    partition text collate "C" primary key,
    seq bigint not null,
    state jsonb
);
insert into health_state values ('main', 0, null);

-- Alarms as they were raised, one a cause; `troubles` is what it rests on.
create table alarm (
    id text collate "C" primary key,
    cause text collate "C" not null,
    kind text collate "C" not null,
    since_ms bigint not null,
    found_ms bigint not null,
    ended_ms bigint,
    troubles jsonb not null
);
create index alarm_open on alarm (found_ms) where ended_ms is null;
create index alarm_found on alarm (found_ms);

-- What is to be told of alarms, by which way; written with the alarm, sent afterwards until it
-- arrives: told at least once.
create table alarm_notice (
    nth bigint generated always as identity primary key,
    alarm text collate "C" not null references alarm,
    event text collate "C" not null check (event in ('begun', 'ended')),
    way text collate "C" not null check (way in ('webhook', 'mail')),
    body jsonb not null,
    -- By the wall's clock, whatever clock the simulated world has.
    next_ms bigint not null,
    tries integer not null default 0,
    sent_ms bigint,
    fault text collate "C"
);
create index alarm_notice_due on alarm_notice (next_ms) where sent_ms is null;

-- Faults of the simulated world, switched on and off while it runs: kept, so that the same world
-- comes again after a restart.
create table world_fault (
    nth bigint generated always as identity primary key,
    source text collate "C" not null,
    kind text collate "C" not null,
    given jsonb not null,
    from_ms bigint not null,
    to_ms bigint
);

-- Who looked up whose plate, token or day, when and why. Only ever appended to.
create table look_up (
    nth bigint generated always as identity primary key,
    at_ms bigint not null,
    who text collate "C" not null,
    role text collate "C" not null,
    reason text not null check (length(btrim(reason)) >= 5),
    -- plate-to-token, vehicle-day, token-to-plate.
    what text collate "C" not null,
    token text collate "C" not null,
    found boolean not null
);
create index look_up_token on look_up (token, at_ms);

create function forbid_trace_change() returns trigger language plpgsql as $$
begin
    raise exception '% on %: a trace of a look-up stays as it is', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end
$$;
create trigger forbid_change before update or delete or truncate on look_up
    for each statement execute function forbid_trace_change();
