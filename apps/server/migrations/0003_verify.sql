-- What `verify` and the day need beside the thread.

-- Batches are cut by what had arrived when, so no log tells again where; each batch seals the one
-- before it, and one that was changed, taken away or put between no longer fits the next.
alter table batch add column digest bytea;

create function batch_digest(previous bytea, partition text, nth bigint, to_seq bigint)
returns bytea language sql immutable as $$
    select sha256(coalesce(previous, '') || convert_to(
        partition || ' ' || nth || ' ' || to_seq, 'UTF8'))
$$;

-- The days that the page and the close ask for. Passages come about in the order of time, nearly.
create index passage_at on passage using brin (at_ms) with (pages_per_range = 16);
create index review_open on review (day) where state = 'open';
