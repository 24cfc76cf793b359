-- Letters of the company on their way: written with versions, proposed, approved, numbered, and only then sent.
-- `correspondence` stays what it was: what has been sent.

create table reply (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  kind text not null check (kind in ('answer', 'interim', 'forwarding', 'correction')),
  state text not null
    check (state in ('draft', 'proposed', 'approved', 'toSign', 'sending', 'sent', 'discarded')),
  version int not null default 1 check (version > 0),
  text_kk text not null default '',
  text_ru text not null default '',
  reason text not null default '',
  new_due_date date,
  papers_asked boolean not null default false,
  outcome text check (outcome in ('satisfied', 'explained', 'refused', 'partly')),
  receiver jsonb,
  corrects uuid references correspondence,
  author_id uuid not null references staff,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  writer_id uuid references staff,
  lease bigint not null default 0,
  leased_until timestamptz,
  approved_by uuid references staff,
  content_digest text check (content_digest ~ '^[0-9a-f]{64}$'),
  check ((state in ('approved', 'toSign', 'sending', 'sent')) = (approved_by is not null and content_digest is not null))
);
comment on table reply is 'A letter of the company on its way; what the client has of it is in correspondence once it is sent';
comment on column reply.version is 'Grows by one with each save; a step is for the version that was seen';
comment on column reply.receiver is 'Of a forwarding: name and address of the body that it goes to';
comment on column reply.author_id is 'Whose draft it is: who began it, or their heir';
comment on column reply.lease is 'Fencing token of the one who writes: grows with each taking over, a save with an older one is refused';
comment on column reply.content_digest is 'SHA-256 of what was approved, domain/reply/content-digest.ts';
create index reply_appeal on reply (appeal_id, created_at);
create unique index reply_open on reply (appeal_id, kind) where state not in ('sent', 'discarded');
create index reply_state on reply (state, appeal_id) where state not in ('sent', 'discarded');
create index reply_author on reply (author_id) where state not in ('sent', 'discarded');

create table reply_writer (
  reply_id uuid not null references reply,
  staff_id uuid not null references staff,
  primary key (reply_id, staff_id)
);
comment on table reply_writer is 'Everybody who ever saved it or put a file to it: none of them approves it where two are asked';

create table reply_file (
  reply_id uuid not null references reply,
  file_id uuid not null unique references file,
  position int not null,
  primary key (reply_id, position)
);

create table reply_step (
  reply_id uuid not null references reply,
  seq int not null check (seq > 0),
  step text not null check (step in ('takenOver', 'proposed', 'sentBack', 'takenBack', 'approved', 'frozen', 'signed',
    'numberAnnulled', 'sent', 'discarded')),
  version int not null,
  content jsonb not null,
  content_digest text not null check (content_digest ~ '^[0-9a-f]{64}$'),
  by uuid references staff,
  instead_of uuid references staff,
  remark text check (char_length(remark) between 1 and 2000),
  at timestamptz not null,
  primary key (reply_id, seq)
);
comment on table reply_step is 'Its whole way, each step with what it was then; only ever added to';
comment on column reply_step.by is 'Null: by itself, at a time';

create table outgoing (
  id uuid primary key,
  register_code text not null references register check (register_code = 'outgoing'),
  year int not null,
  number int not null check (number > 0),
  date date not null,
  appeal_id uuid not null references appeal,
  reply_id uuid not null references reply,
  taken_at timestamptz not null,
  annulled_at timestamptz,
  annulled_why text,
  unique (register_code, year, number),
  check ((annulled_at is null) = (annulled_why is null))
);
comment on table outgoing is 'The register of outgoing letters: a number is taken with the letter it is for, and never given again';
comment on column outgoing.annulled_why is 'A code: why the number was not used';
create index outgoing_appeal on outgoing (appeal_id);
create unique index outgoing_reply on outgoing (reply_id) where annulled_at is null;

create table reply_letter (
  id uuid primary key,
  reply_id uuid not null references reply,
  outgoing_id uuid not null references outgoing,
  language text not null check (language in ('kk', 'ru')),
  file_id uuid not null unique references file,
  text text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  frozen_at timestamptz not null,
  local_date date not null,
  unique (outgoing_id, language)
);
comment on table reply_letter is 'The bytes that are signed and sent, with number and date; one a language';
create index reply_letter_reply on reply_letter (reply_id);

alter table correspondence
  drop constraint correspondence_check,
  drop constraint correspondence_kind_check,
  add constraint correspondence_kind_check check (kind in ('interimReply', 'answer', 'forwarding', 'correction')),
  add constraint correspondence_new_due_date_check
    check ((kind = 'interimReply') = (new_due_date is not null) and (kind <> 'interimReply' or reason is not null)),
  add column reply_id uuid unique references reply,
  add column outgoing_id uuid unique references outgoing,
  add column outcome text check (outcome in ('satisfied', 'explained', 'refused', 'partly')),
  add column receiver jsonb,
  add column corrects uuid references correspondence;
comment on column correspondence.reply_id is 'The way that it came; null: sent before letters had one, by one press';
comment on column correspondence.outgoing_id is 'Its line in the register of outgoing letters; null: sent before there was one';

-- Whom of the staff an appeal is about: they stay out of it.
alter table appeal add column concerned_ids uuid[] not null default '{}';
comment on column appeal.concerned_ids is 'Staff whom it is about: they neither answer it nor approve the answer. A cache of the events';

alter table event drop constraint event_type_check;
alter table event add constraint event_type_check check (type in
  ('sent', 'registered', 'takenIntoWork', 'interimReplied', 'executed', 'returned', 'dueDateTold',
   'routed', 'executorChanged', 'workAssigned', 'noted', 'noteDeleted', 'asked', 'questionAnswered',
   'questionWithdrawn', 'linked', 'unlinked',
   'replyProposed', 'replySentBack', 'replyTakenBack', 'replyApproved', 'replyFrozen', 'replySigned',
   'numberAnnulled', 'replyDiscarded', 'concernsNamed', 'forwarded', 'corrected', 'reopened'));
