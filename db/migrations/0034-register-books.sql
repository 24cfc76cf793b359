-- The register books: what a row said when it was registered, corrections that strike nothing out of the database,
-- the editions of each month, and what was found when the numbers were last gone through.

insert into register (code, name) values
  ('appeals', '{"kk": "Өтініштер тізілімі", "ru": "Реестр обращений", "en": "Register of appeals"}'),
  ('outgoing', '{"kk": "Шығыс хаттар тізілімі", "ru": "Реестр исходящих писем", "en": "Register of outgoing letters"}')
  on conflict do nothing;

alter table registration add column sender text;
update registration set sender = coalesce(party.name,
    concat_ws(' ', person.surname, person.given_name, person.patronymic))
  from appeal join party on party.id = appeal.party_id left join person on person.id = party.person_id
  where appeal.id = registration.appeal_id;
comment on column registration.sender is 'Who the book says has written, as they were called then: on whose behalf it was';
create index registration_month on registration (register_code, year, extract(month from date), number);

alter table outgoing add column prefix text not null default '';
comment on column outgoing.prefix is 'Of the setting outgoing.prefix when the number was taken: what is printed in the letter';
create index outgoing_month on outgoing (year, extract(month from date), number);
create index outgoing_annulled on outgoing (year, number) where annulled_at is not null;

create index appeal_register on appeal (register_year, status, number) where number is not null;
comment on index appeal_register is 'Returned ones of a year''s book';

create table register_correction (
  id uuid primary key,
  register_code text not null references register,
  year int not null,
  number int not null check (number > 0),
  appeal_id uuid not null references appeal,
  outgoing_id uuid references outgoing,
  field text not null check (field in ('type', 'contract', 'sender', 'subject', 'addressee')),
  old_value jsonb not null,
  new_value jsonb not null,
  reason text not null check (char_length(reason) between 1 and 2000),
  basis text not null check (char_length(basis) between 1 and 300),
  salt bytea not null,
  proposed_by uuid not null references staff,
  proposed_at timestamptz not null,
  state text not null check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  decided_by uuid references staff,
  decided_at timestamptz,
  remark text check (char_length(remark) between 1 and 2000),
  check ((register_code = 'outgoing') = (outgoing_id is not null)),
  check ((state = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  check (state in ('proposed', 'withdrawn') or decided_by <> proposed_by)
);
comment on table register_correction is 'A row of a book is never written over: an approved correction shows the old value struck, the new one below';
comment on column register_correction.old_value is 'As it was shown in kk, ru and en; of a type also its code';
comment on column register_correction.salt is 'Of the commitment in the event registerCorrected';
create unique index register_correction_open on register_correction (register_code, year, number, field)
  where state = 'proposed';
create index register_correction_row on register_correction (register_code, year, number);
create index register_correction_appeal on register_correction (appeal_id);

create table register_edition (
  id uuid primary key,
  register_code text not null references register,
  year int not null,
  month int not null check (month between 1 and 12),
  edition int not null check (edition > 0),
  as_of timestamptz not null,
  file_id uuid not null unique references file,
  entries int not null check (entries >= 0),
  facts text not null check (facts ~ '^[0-9a-f]{64}$'),
  seal_id uuid references company_seal,
  cms bytea,
  answers text[] not null default '{}',
  made_by uuid references staff,
  made_at timestamptz not null,
  unique (register_code, year, month, edition),
  check ((seal_id is null) = (cms is null))
);
comment on table register_edition is 'A month of a book as a PDF, sealed where the company has a key; a further one replaces none';
comment on column register_edition.as_of is 'What the rows and corrections of this moment say, is in it';
comment on column register_edition.facts is 'SHA-256 of what the rows said that never changes by itself (server/book/facts-store.ts)';
comment on column register_edition.made_by is 'Null: by itself after the end of the month';

create table register_check (
  register_code text not null references register,
  year int not null,
  checked_at timestamptz not null,
  last_number int not null,
  entries int not null,
  first_fault jsonb,
  primary key (register_code, year)
);
comment on table register_check is 'What was found when all numbers of a year were last gone through; later ones are looked at beside it';

alter table event drop constraint event_type_check;
alter table event add constraint event_type_check check (type in
  ('sent', 'registered', 'takenIntoWork', 'interimReplied', 'executed', 'returned', 'dueDateTold',
   'routed', 'executorChanged', 'workAssigned', 'noted', 'noteDeleted', 'asked', 'questionAnswered',
   'questionWithdrawn', 'linked', 'unlinked',
   'replyProposed', 'replySentBack', 'replyTakenBack', 'replyApproved', 'replyFrozen', 'replySigned',
   'numberAnnulled', 'replyDiscarded', 'concernsNamed', 'forwarded', 'corrected', 'reopened',
   'registerCorrected'));
