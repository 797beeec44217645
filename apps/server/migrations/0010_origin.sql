-- Whose measurements a file or a site brings, as whoever runs this Karwan said. Where nobody said it
-- of a source, its journeys stand in no column of what was measured; a world's never do.
create table origin (
    -- `file:…` as in `feed`, or `site:…`.
    source text collate "C" primary key check (source not like 'world:%'),
    party text not null check (party <> ''),
    told_ms bigint not null
);
