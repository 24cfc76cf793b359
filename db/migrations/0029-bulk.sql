-- Many at once: what the page had seen of each row, and how far its history was after the act, for undoing.
-- And who was handed an appeal by a rule last, for handing by turn.

alter table bulk_row
  add column seen jsonb,
  add column last_seq int;
comment on column bulk_row.seen is 'Who the executor was when it was chosen; null: not said';
comment on column bulk_row.last_seq is 'The last event of the act; an undoing is refused when others followed';

create index event_handed on event ((data ->> 'executorId'), occurred_at desc)
  where type = 'takenIntoWork' and actor = 'system';
create index bulk_unfinished on bulk (created_at) where finished_at is null;
