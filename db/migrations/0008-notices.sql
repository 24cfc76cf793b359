-- Notices in the cabinet and by e-mail: one for each event that concerns the client, never two.

create table notice_state (
  person_id uuid primary key references person,
  last_number int not null check (last_number >= 0),
  changes int not null check (changes >= 0)
);
comment on table notice_state is 'A row a client, locked until the commit by whoever adds a notice: numbers stand in the order of commits';
comment on column notice_state.changes is 'Grows with every notice and every reading; open pages compare it';

create table notice (
  id uuid primary key,
  person_id uuid not null references person,
  number int not null check (number > 0),
  appeal_id uuid not null,
  event_seq int not null,
  kind text not null check (kind in
    ('registered', 'takenIntoWork', 'dueDateMoved', 'papersAsked', 'executed', 'returned')),
  created_at timestamptz not null,
  read_at timestamptz,
  unique (person_id, number),
  unique (appeal_id, event_seq),
  foreign key (appeal_id, event_seq) references event
);
comment on table notice is 'A code, never words: they are made in the reader''s language when it is read or sent';
create index notice_unread on notice (person_id) where read_at is null;

create table notice_setting (
  person_id uuid primary key references person,
  by_email boolean not null,
  language text check (language in ('kk', 'ru', 'en')),
  confirmed_email text,
  confirmed_at timestamptz,
  refused_email text,
  refused_at timestamptz,
  refused_reply int check (refused_reply between 500 and 599),
  check ((confirmed_email is null) = (confirmed_at is null)),
  check ((refused_email is null) = (refused_at is null))
);
comment on column notice_setting.language is 'Of letters; null is the language of the screen';
comment on column notice_setting.confirmed_email is 'The address that answered a letter; used while it is the profile''s';
comment on column notice_setting.refused_email is 'The address that the mail server refused for good, with its reply code';

create table email_confirmation (
  id uuid primary key,
  person_id uuid not null references person,
  email text not null,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table email_confirmation is 'A link sent to an address to prove that its owner wants it; good once, a day long';
create index email_confirmation_person on email_confirmation (person_id, created_at);

create table mail (
  id uuid primary key,
  position bigint generated always as identity,
  person_id uuid not null references person,
  notice_id uuid unique references notice,
  confirmation_id uuid unique references email_confirmation on delete cascade,
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  done_at timestamptz,
  outcome text check (outcome in ('sent', 'refused', 'notWanted', 'gaveUp')),
  last_error text,
  check (num_nonnulls(notice_id, confirmation_id) = 1),
  check ((done_at is null) = (outcome is null))
);
comment on table mail is 'Letters to send, one a notice; its row stays locked while it is on its way, so that no two workers send it';
comment on column mail.position is 'What was planned first goes first';
create index mail_due on mail (due_at, position) where done_at is null;
create index mail_person on mail (person_id);
