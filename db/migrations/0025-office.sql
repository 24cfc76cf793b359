-- The office: units and who belongs to them, dated roles, absences, routing, who works on what, and what staff write
-- to each other. What is internal has tables of its own: nothing of a client's reads them.

create table unit (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
  name jsonb not null,
  parent_id uuid references unit check (parent_id <> id),
  head_id uuid references staff,
  created_at timestamptz not null,
  closed_at timestamptz
);
comment on table unit is 'A unit of the company; name in kk, ru and en. Closed ones take nothing more';
comment on column unit.head_id is 'Answers for what nobody of the unit does; who sees the unit''s work is said by roles';
create index unit_parent on unit (parent_id);

create table unit_member (
  seq bigint generated always as identity primary key,
  staff_id uuid not null references staff,
  unit_id uuid not null references unit,
  change text not null check (change in ('joined', 'left')),
  changed_at timestamptz not null,
  changed_by uuid references staff
);
comment on table unit_member is 'Only ever added to; the last row of somebody and a unit says whether they belong to it';
comment on column unit_member.changed_by is 'Null: by command';
create index unit_member_latest on unit_member (staff_id, unit_id, seq desc);
create index unit_member_unit on unit_member (unit_id);

-- Roles become dated rows, only ever added to.
alter table staff_role drop constraint staff_role_pkey;
alter table staff_role
  add column seq bigint generated always as identity primary key,
  add column change text not null default 'granted' check (change in ('granted', 'withdrawn')),
  add column changed_at timestamptz,
  add column changed_by uuid references staff;
update staff_role set changed_at = staff.created_at from staff where staff.id = staff_role.staff_id;
alter table staff_role alter column change drop default, alter column changed_at set not null;
comment on table staff_role is 'Only ever added to; the last row of somebody and a role says whether they hold it';
comment on column staff_role.changed_by is 'Null: by command';
create index staff_role_latest on staff_role (staff_id, role, seq desc);

-- A company of one unit works as before: everybody is in it, and all appeals come to it.
insert into unit (id, code, name, parent_id, head_id, created_at)
  select gen_random_uuid(), 'office',
    '{"kk": "Өтініштер бөлімі", "ru": "Отдел обращений", "en": "Appeals unit"}', null,
    (select staff.id from staff join staff_role on staff_role.staff_id = staff.id
      where staff_role.role = 'head' and staff.active order by staff.created_at, staff.id limit 1), now();
insert into unit_member (staff_id, unit_id, change, changed_at)
  select staff.id, unit.id, 'joined', staff.created_at from staff, unit order by staff.created_at, staff.id;

create table absence (
  id uuid primary key,
  staff_id uuid not null references staff,
  deputy_id uuid not null references staff check (deputy_id <> staff_id),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  reason text not null check (reason in ('leave', 'illness', 'trip', 'other')),
  recorded_at timestamptz not null,
  recorded_by uuid references staff,
  cancelled_at timestamptz,
  cancelled_by uuid references staff
);
comment on table absence is 'Who is away, from and to which day (inclusive), and who acts for them';
create index absence_days on absence (to_day, from_day) where cancelled_at is null;
create index absence_staff on absence (staff_id);
create index absence_deputy on absence (deputy_id);

create table routing (
  seq bigint generated always as identity primary key,
  valid_from date not null,
  rules jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid references staff
);
comment on table routing is 'Whole lists of rules, from a day; of one day the row recorded last wins';
create index routing_valid_from on routing (valid_from desc, seq desc);

alter table appeal
  add column unit_id uuid references unit,
  add column routed_at timestamptz,
  add column co_executor_ids uuid[] not null default '{}',
  add column internal_day date;
comment on column appeal.unit_id is 'Whose work it is; null: on the registrar''s desk. As executor_id and the two below a cache of the events';
comment on column appeal.routed_at is 'When it was last routed, to a unit or to the registrar''s desk; null: not yet';
comment on column appeal.internal_day is 'The day that the office has set itself; never later than due_date when it is set';
drop index appeal_executor;
create index appeal_executor on appeal (executor_id, due_date, id);
create index appeal_unit_open on appeal (unit_id, due_date, id)
  where unit_id is not null and status in ('sent', 'registered', 'awaitingExecution', 'interimReply');
create index appeal_co_executors on appeal using gin (co_executor_ids) where co_executor_ids <> '{}';

alter table event drop constraint event_type_check;
alter table event add constraint event_type_check check (type in
  ('sent', 'registered', 'takenIntoWork', 'interimReplied', 'executed', 'returned', 'dueDateTold',
   'routed', 'executorChanged', 'workAssigned', 'noted', 'noteDeleted', 'asked', 'questionAnswered',
   'questionWithdrawn', 'linked', 'unlinked'));

create table remark (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  kind text not null check (kind in ('reason', 'instruction')),
  text text not null check (char_length(text) between 1 and 2000),
  written_by uuid references staff,
  written_at timestamptz not null
);
comment on table remark is 'The words of an act within the office: why, or what is to be done (бұрыштама). Events name its id';
create index remark_appeal on remark (appeal_id);

create table note (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  kind text not null check (kind in ('note', 'call')),
  text text not null check (char_length(text) between 1 and 4000),
  written_by uuid not null references staff,
  written_at timestamptz not null,
  deleted_at timestamptz,
  deleted_by uuid references staff
);
comment on table note is 'For staff only. A deleted one is kept and can be brought back';
create index note_appeal on note (appeal_id, written_at);

create table note_draft (
  appeal_id uuid not null references appeal,
  staff_id uuid not null references staff,
  text text not null check (char_length(text) <= 4000),
  saved_at timestamptz not null,
  primary key (appeal_id, staff_id)
);
comment on table note_draft is 'What somebody is writing and has not left yet';

create table question (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  unit_id uuid not null references unit,
  text text not null check (char_length(text) between 1 and 4000),
  answer_by date not null,
  asked_by uuid not null references staff,
  asked_at timestamptz not null,
  answer text check (char_length(answer) between 1 and 4000),
  answered_by uuid references staff,
  answered_at timestamptz,
  withdrawn_by uuid references staff,
  withdrawn_at timestamptz,
  check ((answer is null) = (answered_at is null) and (answered_at is null) = (answered_by is null)),
  check (answered_at is null or withdrawn_at is null)
);
comment on table question is 'A question to another unit; while it is open, that unit may see the appeal';
create index question_appeal on question (appeal_id, asked_at);
create unique index question_open on question (appeal_id, unit_id) where answered_at is null and withdrawn_at is null;
create index question_open_unit on question (unit_id, answer_by) where answered_at is null and withdrawn_at is null;

create table question_file (
  question_id uuid not null references question,
  file_id uuid not null unique references file,
  side text not null check (side in ('question', 'answer')),
  position int not null,
  primary key (question_id, side, position)
);

create table appeal_link (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  other_id uuid not null references appeal check (other_id <> appeal_id),
  kind text not null check (kind in ('repeat', 'related')),
  linked_by uuid not null references staff,
  linked_at timestamptz not null,
  unlinked_by uuid references staff,
  unlinked_at timestamptz
);
create index appeal_link_appeal on appeal_link (appeal_id);
create index appeal_link_other on appeal_link (other_id);
create unique index appeal_link_once on appeal_link (least(appeal_id, other_id), greatest(appeal_id, other_id))
  where unlinked_at is null;

create table bulk (
  id uuid primary key,
  act text not null check (act in ('assign', 'route', 'takeIntoWork', 'giveBack')),
  payload jsonb not null,
  asked_by uuid not null references staff,
  query text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  undoes uuid unique references bulk
);
comment on table bulk is 'One act on many appeals; the rows say what became of each';
comment on column bulk.query is 'The address of the list that it was begun from';
create index bulk_asked_by on bulk (asked_by, created_at desc);

create table bulk_row (
  bulk_id uuid not null references bulk,
  appeal_id uuid not null references appeal,
  position int not null,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'done', 'nothing', 'refused')),
  refusal jsonb,
  before jsonb,
  done_at timestamptz,
  primary key (bulk_id, appeal_id),
  check ((outcome = 'refused') = (refusal is not null))
);
comment on column bulk_row.outcome is 'nothing: it was so already';
comment on column bulk_row.before is 'What the act changed, for its undoing';
create index bulk_row_waiting on bulk_row (bulk_id, position) where outcome = 'waiting';
create index bulk_row_appeal on bulk_row (appeal_id);

create table saved_view (
  id uuid primary key,
  staff_id uuid references staff,
  unit_id uuid references unit,
  name text not null check (name = trim(name) and char_length(name) between 1 and 60),
  query text not null check (char_length(query) <= 2000),
  created_by uuid not null references staff,
  created_at timestamptz not null,
  deleted_at timestamptz,
  check ((staff_id is null) <> (unit_id is null))
);
comment on table saved_view is 'A named address of the queue: somebody''s own, or a unit''s';
create index saved_view_staff on saved_view (staff_id) where deleted_at is null;
create index saved_view_unit on saved_view (unit_id) where deleted_at is null;

create table office_preference (
  staff_id uuid primary key references staff,
  columns text[],
  dense boolean not null,
  saved_at timestamptz not null
);
comment on column office_preference.columns is 'The queue''s columns in their order; null: the usual ones';

create table presence (
  appeal_id uuid not null references appeal,
  staff_id uuid not null references staff,
  doing text not null check (doing in ('reading', 'writing')),
  seen_at timestamptz not null,
  primary key (appeal_id, staff_id)
);
comment on table presence is 'Who has an appeal open now; a row that is older than a minute says nothing';
create index presence_seen on presence (seen_at);
