-- What keeping a Karwan needs: keys that follow one another, plates that are deleted in time, and
-- a trace of both.

-- Keys that sealed plates and do so no longer. A process that still holds one may not seal with it
-- any more: nobody could open what it sealed once the key file has forgotten the key.
create table retired_key (
    id text collate "C" primary key,
    retired_ms bigint not null
);

create function refuse_retired_key() returns trigger language plpgsql as $$
begin
    if exists (select from sealed_now join retired_key on retired_key.id = sealed_now.key_id) then
        raise exception 'a plate was sealed with a key that has been retired'
            using errcode = 'object_not_in_prerequisite_state',
                hint = 'The key file holds the key that follows it.';
    end if;
    return null;
end
$$;
create trigger refuse_retired_key after insert on vault
    referencing new table as sealed_now
    for each statement execute function refuse_retired_key();

-- How often plates were deleted. Whoever appends reads it under the head's lock, so that nobody
-- takes a plate for stored that is gone.
alter table log_head add column forgettings bigint not null default 0;

-- Deletions and changes of keys: when, by whom, and what came of it, in counts. Only appended to.
create table upkeep (
    nth bigint generated always as identity primary key,
    at_ms bigint not null,
    -- rotation, retention, restore.
    what text collate "C" not null,
    body jsonb not null
);
create trigger forbid_change before update or delete or truncate on upkeep
    for each statement execute function forbid_trace_change();
