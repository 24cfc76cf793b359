-- A client takes an appeal back: a submission that is signed, and what the company decides on it.

alter table submission_draft
  drop constraint submission_draft_kind_check,
  add constraint submission_draft_kind_check check (kind in ('message', 'papers', 'withdrawal'));
alter table submission
  drop constraint submission_kind_check,
  add constraint submission_kind_check check (kind in ('message', 'papers', 'withdrawal'));

create table submission_letter (
  id uuid primary key,
  submission_id uuid not null unique,
  appeal_id uuid not null references appeal,
  draft_version int not null check (draft_version > 0),
  local_date date not null,
  prepared_at timestamptz not null,
  file_id uuid not null unique references file,
  pages_file_id uuid not null unique references file,
  text text not null
);
comment on table submission_letter is
  'What is signed of a submission, frozen: first of its draft, whose id the submission keeps; void at local midnight until it is signed';
comment on column submission_letter.submission_id is 'Of the draft, and of the submission once it is sent';
create index submission_letter_appeal on submission_letter (appeal_id);

create table withdrawal_decision (
  submission_id uuid primary key references submission,
  accepted boolean not null,
  reason text check (trim(reason) <> ''),
  staff_id uuid references staff,
  decided_at timestamptz not null,
  check ((accepted or staff_id is null) = (reason is null)),
  check (not accepted or staff_id is not null)
);
comment on table withdrawal_decision is 'What the company said to a client who wants an appeal back; the serving role only adds';
comment on column withdrawal_decision.reason is 'To the client, why the appeal goes on; null: it does not, or the signature was none';
comment on column withdrawal_decision.staff_id is 'Null: nobody, the signature turned out to be none';
create index withdrawal_decision_staff on withdrawal_decision (staff_id);

alter table signature
  add column submission_letter_id uuid references submission_letter,
  drop constraint signature_document_check,
  drop constraint signature_letter_check,
  add constraint signature_document_check check (document in ('letter', 'reply', 'submission')),
  add constraint signature_letter_check check ((document = 'letter') = (letter_id is not null)),
  add constraint signature_submission_check check ((document = 'submission') = (submission_letter_id is not null)),
  add constraint signature_client_check check ((document in ('letter', 'submission')) = (person_id is not null));
comment on column signature.document is
  'The kind of document that is signed: letter_id, reply_letter_id or submission_letter_id says which one';
-- One signature over what is sent, whatever is pressed at once.
create unique index signature_submission_letter on signature (submission_letter_id);

alter table phone_signing
  add column submission_letter_id uuid references submission_letter on delete set null,
  drop constraint phone_signing_document_check,
  drop constraint phone_signing_signer_check,
  drop constraint phone_signing_letter_check,
  add constraint phone_signing_document_check check (document in ('letter', 'reply', 'submission')),
  add constraint phone_signing_signer_check
    check (num_nonnulls(person_id, staff_id) = num_nonnulls(document)
      and (document is null or (document in ('letter', 'submission')) = (person_id is not null))),
  add constraint phone_signing_letter_check
    check ((letter_id is null or document is not null and document = 'letter')
      and (submission_letter_id is null or document is not null and document = 'submission')
      and (reply_letter_id is not null) = (document is not null and document = 'reply'));
comment on column phone_signing.submission_letter_id is 'Null once it was prepared again: nothing can be signed by this code any more';
create index phone_signing_submission_letter on phone_signing (submission_letter_id);

alter table appeal
  add column withdrawal_due_date date,
  drop constraint appeal_status_check,
  add constraint appeal_status_check check (status in
    ('draft', 'sent', 'registered', 'awaitingExecution', 'interimReply', 'executed', 'forwarded', 'returned',
     'withdrawn'));
comment on column appeal.withdrawal_due_date is
  'The client wants the appeal back: by when the company says whether; null: they don''t. A cache of the events';
create index appeal_withdrawal on appeal (withdrawal_due_date, id) where withdrawal_due_date is not null;

alter table event drop constraint event_type_check;
alter table event add constraint event_type_check check (type in
  ('sent', 'registered', 'takenIntoWork', 'interimReplied', 'executed', 'returned', 'dueDateTold',
   'routed', 'executorChanged', 'workAssigned', 'noted', 'noteDeleted', 'asked', 'questionAnswered',
   'questionWithdrawn', 'linked', 'unlinked',
   'replyProposed', 'replySentBack', 'replyTakenBack', 'replyApproved', 'replyFrozen', 'replySigned',
   'numberAnnulled', 'replyDiscarded', 'concernsNamed', 'forwarded', 'corrected', 'reopened',
   'registerCorrected', 'submitted', 'messaged', 'answerNotNeeded',
   'papersAsked', 'paperSettled', 'paperAskedAgain', 'papersReminded', 'withdrawn', 'withdrawalDeclined'));

alter table notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in
    ('registered', 'takenIntoWork', 'dueDateMoved', 'papersAsked', 'papersDue', 'executed', 'forwarded', 'corrected',
     'reopened', 'returned', 'messaged', 'withdrawn', 'withdrawalDeclined', 'signedNotSent', 'newDevice', 'contactsChanged'));

alter table signal_plan
  drop constraint signal_plan_track_check,
  add constraint signal_plan_track_check check (track in ('term', 'free', 'question', 'papers', 'withdrawal', 'event'));
alter table signal
  drop constraint signal_kind_check,
  add constraint signal_kind_check check (kind in
    ('dueSoon', 'dueToday', 'overdue', 'free', 'questionDue', 'papersDue', 'withdrawalDue', 'assigned', 'asked',
     'answered', 'clientWrote', 'papersCame', 'withdrawalAsked', 'toApprove', 'toSign', 'sentBack', 'approved', 'numberAnnulled', 'newDevice',
     'accessChanged'));
