-- Registers and their gapless counters, coupons, letters of the company, what must happen when, who looked.

create table register (
  code text primary key,
  name jsonb not null
);

create table register_counter (
  register_code text not null references register,
  year int not null,
  last_number int not null,
  primary key (register_code, year)
);
comment on table register_counter is 'Locked in the transaction that takes a number: gapless per register and year of the registration date';

create table registration (
  appeal_id uuid primary key references appeal,
  register_code text not null references register,
  year int not null,
  number int not null check (number > 0),
  date date not null,
  due_date date,
  registered_at timestamptz not null,
  unique (register_code, year, number)
);

create table coupon_counter (
  year int primary key,
  last_number int not null
);

create table coupon (
  appeal_id uuid primary key references appeal,
  year int not null,
  number int not null check (number > 0),
  accepted_at timestamptz not null,
  unique (year, number)
);
comment on table coupon is 'Acceptance coupon (талон), given at once at any hour; numbered apart from the register';

create table due_act (
  id uuid primary key,
  act text not null check (act in ('register', 'recheckSignature', 'dailyHead', 'forgetDrafts')),
  appeal_id uuid references appeal,
  due_at timestamptz not null,
  done_at timestamptz,
  attempts int not null default 0,
  last_error text
);
comment on table due_act is 'What must happen at a legal or retry time; swept each minute by the injected clock';
create index due_act_open on due_act (due_at, id) where done_at is null;
create unique index due_act_once on due_act (appeal_id, act) where done_at is null and appeal_id is not null;

create table correspondence (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  kind text not null check (kind in ('interimReply', 'answer')),
  author_id uuid not null references staff,
  approved_by uuid references staff,
  reason text,
  old_due_date date,
  new_due_date date,
  sent_at timestamptz not null,
  check ((kind = 'interimReply') = (approved_by is not null and reason is not null and new_due_date is not null))
);
create index correspondence_appeal on correspondence (appeal_id, sent_at);

create table correspondence_file (
  correspondence_id uuid not null references correspondence,
  file_id uuid not null unique references file,
  role text not null check (role in ('letter', 'attachment')),
  language text check (language in ('kk', 'ru')),
  text text,
  position int not null,
  primary key (correspondence_id, position),
  check ((role = 'letter') = (language is not null and text is not null))
);
comment on column correspondence_file.text is 'The letter''s words, for the page and for screen readers; the PDF is the document';

create table staff_upload (
  file_id uuid primary key references file,
  appeal_id uuid not null references appeal,
  staff_id uuid not null references staff,
  created_at timestamptz not null
);
comment on table staff_upload is 'Files that staff put up for an answer not sent yet';

create table letter_view (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  staff_id uuid not null references staff,
  viewed_at timestamptz not null
);
comment on table letter_view is 'Each opening of a client''s letter by staff; the client sees it';
create index letter_view_appeal on letter_view (appeal_id, viewed_at);

create table bug (
  id uuid primary key,
  occurred_at timestamptz not null,
  route text not null,
  message text not null
);
comment on table bug is 'Faults of ours by the id that the caller was shown; no personal data';
