-- A fact about a tag or a plate may change whose passage it was. Passages whose vehicle is not the
-- one that the token names are found by the token itself; all others are found by their vehicle.
create index passage_tag on passage (tag, at_ms)
    where tag is not null
      and identified_by in ('plate', 'plate-against-tag', 'review', 'nobody');
create index passage_plate on passage (plate, at_ms)
    where plate is not null
      and identified_by in ('tag-against-plate', 'unregistered-tag', 'review', 'nobody');
drop index review_tag;
drop index review_plate;
