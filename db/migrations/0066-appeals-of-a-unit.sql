-- The rows of a book that a head sees are counted among the appeals of their units. Without an index that has all of it
-- they were read in sequence, each time from where the last reader had stopped: some asks passed long stretches of others.

create index appeal_unit on appeal (unit_id, id);
comment on index appeal_unit is 'The appeals of some units, whatever their state: register books of a head read nothing else of others';
