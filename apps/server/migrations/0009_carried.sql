-- Money that moved for a window of a day after that day was closed: it is posted in the open day
-- and names the closed one, whose totals and digest stay as they were sealed.
create table carried (
    -- The transfer; of what came while the day was being sealed, `closing:<day>`.
    transfer text collate "C" primary key,
    closed_day text collate "C" not null,
    -- The day in whose close it is told apart: that of the news, never one that is closed.
    open_day text collate "C" not null,
    -- Above 0 where more is owed now, below where it was given back.
    minor bigint not null
);
create index carried_closed on carried (closed_day);
create index carried_open on carried (open_day);
