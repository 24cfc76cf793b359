-- Who moved a unit away from those above it: a writer who does is no second pair of eyes of themselves by that.
create table unit_move (
  seq bigint generated always as identity primary key,
  unit_id uuid not null references unit,
  parent_before uuid not null references unit,
  moved_by uuid references staff,
  moved_at timestamptz not null
);
comment on table unit_move is 'Only ever added to: that a unit left the one above it';
comment on column unit_move.moved_by is 'Null: by command';
create index unit_move_moved on unit_move (moved_at);
