-- Signals: what somebody of the staff is told of an appeal's days and of what others did, in the office and by mail.

alter table staff add column email text
  check (email = trim(email) and email like '%_@_%' and char_length(email) <= 254);
comment on column staff.email is 'Where signals are mailed to; null: nowhere. Mails hold numbers and days only';

create table signal_plan (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  track text not null check (track in ('term', 'free', 'question', 'event')),
  question_id uuid references question,
  day date,
  step int,
  event_seq int,
  kind text,
  due_at timestamptz not null,
  planned_at timestamptz not null,
  told_at timestamptz,
  told_step int,
  outcome text check (outcome in ('told', 'over')),
  foreign key (appeal_id, event_seq) references event,
  check ((track = 'event') = (event_seq is not null) and (event_seq is null) = (kind is null)),
  check ((track = 'event') = (day is null) and (day is null) = (step is null)),
  check ((track = 'question') = (question_id is not null)),
  check ((told_at is null) = (outcome is null)),
  check ((told_step is not null) = (track <> 'event' and coalesce(outcome = 'told', false)) and told_step >= step)
);
comment on table signal_plan is
  'What is to be told, and when. One row waits for each day of an appeal; a told one is kept, so that nothing is told twice';
comment on column signal_plan.step is 'Working days from `day`: less than 0 before it';
comment on column signal_plan.told_step is 'What was due while nothing ran is told in one: the steps from `step` to this';
comment on column signal_plan.outcome is 'over: it was done before anybody could be told';
create unique index signal_plan_waiting on signal_plan (appeal_id, track, coalesce(question_id, appeal_id))
  where told_at is null and track <> 'event';
create unique index signal_plan_step on signal_plan (appeal_id, track, coalesce(question_id, appeal_id), day, step)
  where track <> 'event';
create unique index signal_plan_event on signal_plan (appeal_id, event_seq, kind) where track = 'event';
create index signal_plan_appeal on signal_plan (appeal_id, event_seq);
create index signal_plan_due on signal_plan (due_at) where told_at is null;
create index signal_plan_question on signal_plan (question_id) where question_id is not null;

create table signal_clock (
  one boolean primary key default true check (one),
  stamp text not null
);
comment on table signal_clock is 'By which calendar and hours the plans were made: another stamp, and they are made again';

create table signal_state (
  staff_id uuid primary key references staff,
  last_number int not null check (last_number >= 0),
  changes int not null check (changes >= 0)
);
comment on table signal_state is 'As notice_state: a row a member of staff, locked by whoever adds a signal';

create table signal_setting (
  staff_id uuid primary key references staff,
  ways jsonb not null default '{}',
  refused_email text,
  refused_at timestamptz,
  refused_reply int check (refused_reply between 500 and 599),
  check ((refused_email is null) = (refused_at is null))
);
comment on column signal_setting.ways is 'What they chose, a way for a kind; what is left out is as usual';

create table signal_mail (
  id uuid primary key,
  staff_id uuid not null references staff,
  kind text not null check (kind in ('signals', 'digest')),
  day date,
  content jsonb,
  closed_at timestamptz,
  created_at timestamptz not null,
  check ((kind = 'digest') = (day is not null)),
  check ((content is null) = (closed_at is null))
);
comment on table signal_mail is 'A mail to a member of staff. Its id is the mail''s own, so what is closed never changes';
comment on column signal_mail.content is 'Kinds, numbers and days; no personal data';
comment on column signal_mail.closed_at is 'Before it goes, nothing is added any more';
create unique index signal_mail_digest on signal_mail (staff_id, day) where kind = 'digest';
create index signal_mail_open on signal_mail (staff_id) where closed_at is null;
create index signal_mail_staff on signal_mail (staff_id, created_at);

create table signal (
  id uuid primary key,
  plan_id uuid not null references signal_plan,
  staff_id uuid not null references staff,
  number int not null check (number > 0),
  kind text not null check (kind in
    ('dueSoon', 'dueToday', 'overdue', 'free', 'questionDue', 'assigned', 'asked', 'answered',
     'toApprove', 'toSign', 'sentBack', 'approved', 'numberAnnulled')),
  appeal_id uuid not null references appeal,
  day date,
  step int,
  merged int not null check (merged >= 0),
  instead_of uuid references staff,
  in_office boolean not null,
  mail_id uuid references signal_mail,
  told_at timestamptz not null,
  read_at timestamptz,
  unique (plan_id, staff_id),
  unique (staff_id, number)
);
comment on table signal is 'What somebody was told. Never deleted: it says who was told, and when';
comment on column signal.instead_of is 'Who is away and whom they replace';
comment on column signal.in_office is 'They want it in the office, or no mail reaches them';
comment on column signal.merged is 'How many earlier ones were never told by themselves';
create index signal_unread on signal (staff_id) where read_at is null and in_office;
create index signal_appeal on signal (appeal_id);
create index signal_mail_id on signal (mail_id) where mail_id is not null;
create index signal_instead_of on signal (instead_of) where instead_of is not null;

alter table mail
  alter column person_id drop not null,
  add column staff_id uuid references staff,
  add column signal_mail_id uuid unique references signal_mail,
  drop constraint mail_check,
  add constraint mail_check check (num_nonnulls(notice_id, confirmation_id, signal_mail_id) = 1),
  add constraint mail_reader check (num_nonnulls(person_id, staff_id) = 1
    and (staff_id is null) = (signal_mail_id is null));
create index mail_staff on mail (staff_id) where staff_id is not null;
