-- What a client sends in an appeal after its letter, its drafts, and messages of the company.

create table submission_draft (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  person_id uuid not null references person,
  kind text not null check (kind in ('message')),
  version int not null default 1 check (version > 0),
  save_ids uuid[] not null default '{}',
  text text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (appeal_id, person_id, kind)
);
comment on table submission_draft is 'What a client writes in a sent appeal and has not sent yet; one of a kind each. Sent, its id is the submission''s';
comment on column submission_draft.save_ids is 'The last saves taken, newest first';
create index submission_draft_person on submission_draft (person_id);
create index submission_draft_updated on submission_draft (updated_at);

create table submission_draft_file (
  file_id uuid primary key references file,
  draft_id uuid not null references submission_draft on delete cascade,
  created_at timestamptz not null
);
create index submission_draft_file_draft on submission_draft_file (draft_id, created_at);

create table submission (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  person_id uuid not null references person,
  kind text not null check (kind in ('message')),
  text text not null,
  salt bytea not null,
  sent_at timestamptz not null,
  first_read_at timestamptz
);
comment on table submission is 'What a client has sent in an appeal after its letter; the serving role only adds, and writes the first reading';
comment on column submission.salt is 'Of the commitment in the event: the chain proves the text without telling it';
comment on column submission.first_read_at is 'When staff first opened the appeal with it';
create index submission_appeal on submission (appeal_id, sent_at);
create index submission_person on submission (person_id);
create index submission_unread on submission (appeal_id) where first_read_at is null;

create table submission_file (
  submission_id uuid not null references submission,
  file_id uuid not null unique references file,
  position int not null,
  primary key (submission_id, position)
);

alter table upload
  drop constraint upload_check2,
  add column submission_draft_id uuid references submission_draft on delete cascade,
  add constraint upload_place check (num_nonnulls(document, reply_id, submission_draft_id) = 1);
comment on table upload is 'A file on its way into a slot of a draft, to a letter of the company, or to what a client sends later; a day after its last byte it is forgotten';
create index upload_submission_draft on upload (submission_draft_id) where submission_draft_id is not null;

-- A message of the company is a letter without a form: words alone, no number, no answer.
alter table correspondence
  add column text text,
  add column salt bytea,
  drop constraint correspondence_kind_check,
  add constraint correspondence_kind_check check (kind in ('interimReply', 'answer', 'forwarding', 'correction', 'message')),
  add constraint correspondence_text check ((kind = 'message') = (text is not null) and (text is null) = (salt is null));
comment on column correspondence.text is 'Of a message; letters have theirs with their files';

alter table appeal add column awaits_word_since timestamptz;
comment on column appeal.awaits_word_since is 'The client has written and nobody has answered, nor said that no answer is needed; the first such message. A cache of the events';
create index appeal_awaits_word on appeal (awaits_word_since, id) where awaits_word_since is not null;

alter table event drop constraint event_type_check;
alter table event add constraint event_type_check check (type in
  ('sent', 'registered', 'takenIntoWork', 'interimReplied', 'executed', 'returned', 'dueDateTold',
   'routed', 'executorChanged', 'workAssigned', 'noted', 'noteDeleted', 'asked', 'questionAnswered',
   'questionWithdrawn', 'linked', 'unlinked',
   'replyProposed', 'replySentBack', 'replyTakenBack', 'replyApproved', 'replyFrozen', 'replySigned',
   'numberAnnulled', 'replyDiscarded', 'concernsNamed', 'forwarded', 'corrected', 'reopened',
   'registerCorrected', 'submitted', 'messaged', 'answerNotNeeded'));

alter table notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in
    ('registered', 'takenIntoWork', 'dueDateMoved', 'papersAsked', 'executed', 'forwarded', 'corrected', 'reopened',
     'returned', 'messaged', 'signedNotSent', 'newDevice', 'contactsChanged'));

alter table signal
  drop constraint signal_kind_check,
  add constraint signal_kind_check check (kind in
    ('dueSoon', 'dueToday', 'overdue', 'free', 'questionDue', 'assigned', 'asked', 'answered', 'clientWrote',
     'toApprove', 'toSign', 'sentBack', 'approved', 'numberAnnulled', 'newDevice', 'accessChanged'));
