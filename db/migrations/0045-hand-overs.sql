-- Work that changes hands with a person or a unit: first it is decided, then it is handed over, some appeals at a time.

create table hand_over (
  id uuid primary key,
  cause text not null
    check (cause in ('leaves', 'disabled', 'roleWithdrawn', 'unitLeft', 'absence', 'unitClosed')),
  staff_id uuid references staff,
  unit_id uuid references unit,
  taker_id uuid references unit,
  reason text not null,
  decided_by uuid references staff,
  decided_at timestamptz not null,
  finished_at timestamptz,
  check ((cause = 'unitClosed') = (unit_id is not null)),
  check ((unit_id is null) = (taker_id is null)),
  check ((unit_id is null) = (staff_id is not null))
);
comment on table hand_over is 'That work goes from somebody, or from a unit that closes: it was decided, and is handed over in pieces (docs/decisions/0046)';
comment on column hand_over.taker_id is 'The unit that takes the work of the one that closes';
comment on column hand_over.decided_by is 'Null: a command';
create index hand_over_open on hand_over (decided_at) where finished_at is null;
create index hand_over_staff on hand_over (staff_id, decided_at desc);
create unique index hand_over_leaving on hand_over (staff_id) where cause = 'leaves' and finished_at is null;
create unique index hand_over_closing on hand_over (unit_id) where finished_at is null;

create table hand_over_row (
  hand_over_id uuid not null references hand_over,
  appeal_id uuid not null references appeal,
  heirs jsonb not null,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'handed', 'freed', 'kept')),
  done_at timestamptz,
  primary key (hand_over_id, appeal_id),
  check ((outcome = 'waiting') = (done_at is null))
);
comment on table hand_over_row is 'An appeal of it; written with the decision, settled in the transaction of its events';
comment on column hand_over_row.heirs is 'Who takes what of it: executor, coExecutor, noteDraft, replies by id; null: nobody';
comment on column hand_over_row.outcome is 'freed: nobody took the work, it is its unit''s; kept: there was nothing to hand over any more';
create index hand_over_row_waiting on hand_over_row (hand_over_id, appeal_id) where outcome = 'waiting';
create index hand_over_row_appeal on hand_over_row (appeal_id);
