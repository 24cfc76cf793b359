-- Papers that the company asks of a client: slots with names and a day, sent in parts, settled slot by slot.

alter table reply
  add column papers jsonb,
  drop constraint reply_kind_check,
  add constraint reply_kind_check check (kind in ('answer', 'interim', 'papers', 'forwarding', 'correction'));
comment on column reply.papers is 'What the letter asks of the client: {by, slots: [{name, note}]}; null: nothing';
comment on column reply.papers_asked is 'Of letters before there were slots: the text asks for papers';

alter table correspondence
  drop constraint correspondence_kind_check,
  add constraint correspondence_kind_check
    check (kind in ('interimReply', 'answer', 'papers', 'forwarding', 'correction', 'message'));

create table paper_request (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  correspondence_id uuid not null unique references correspondence,
  asked_at timestamptz not null
);
comment on table paper_request is 'A letter of the company that asks for papers; the serving role only adds';
create index paper_request_appeal on paper_request (appeal_id, asked_at);

create table paper_slot (
  id uuid primary key,
  request_id uuid not null references paper_request,
  position int not null,
  name text not null,
  note text not null,
  unique (request_id, position)
);
comment on table paper_slot is 'One paper that is asked for. Where it stands is in the history of its appeal';

create table paper_decision (
  id uuid primary key,
  slot_id uuid not null references paper_slot,
  decision text not null check (decision in ('accepted', 'notNeeded', 'askedAgain')),
  reason text,
  staff_id uuid not null references staff,
  decided_at timestamptz not null,
  check ((decision = 'askedAgain') = (reason is not null))
);
comment on column paper_decision.reason is 'The client reads it';
create index paper_decision_slot on paper_decision (slot_id, decided_at);
create index paper_decision_staff on paper_decision (staff_id);

alter table submission_draft
  drop constraint submission_draft_kind_check,
  add constraint submission_draft_kind_check check (kind in ('message', 'papers'));
alter table submission
  drop constraint submission_kind_check,
  add constraint submission_kind_check check (kind in ('message', 'papers'));
alter table submission_draft_file add column slot_id uuid references paper_slot;
create index submission_draft_file_slot on submission_draft_file (slot_id) where slot_id is not null;
alter table submission_file add column slot_id uuid references paper_slot;
create index submission_file_slot on submission_file (slot_id) where slot_id is not null;
alter table upload add column slot_id uuid references paper_slot;
create index upload_slot on upload (slot_id) where slot_id is not null;

alter table appeal add column papers_by date;
comment on column appeal.papers_by is 'By when the client gives what is asked of them and not sent; null: nothing is. A cache of the events';
create index appeal_papers_by on appeal (papers_by, id) where papers_by is not null;

alter table event drop constraint event_type_check;
alter table event add constraint event_type_check check (type in
  ('sent', 'registered', 'takenIntoWork', 'interimReplied', 'executed', 'returned', 'dueDateTold',
   'routed', 'executorChanged', 'workAssigned', 'noted', 'noteDeleted', 'asked', 'questionAnswered',
   'questionWithdrawn', 'linked', 'unlinked',
   'replyProposed', 'replySentBack', 'replyTakenBack', 'replyApproved', 'replyFrozen', 'replySigned',
   'numberAnnulled', 'replyDiscarded', 'concernsNamed', 'forwarded', 'corrected', 'reopened',
   'registerCorrected', 'submitted', 'messaged', 'answerNotNeeded',
   'papersAsked', 'paperSettled', 'paperAskedAgain', 'papersReminded'));

alter table notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in
    ('registered', 'takenIntoWork', 'dueDateMoved', 'papersAsked', 'papersDue', 'executed', 'forwarded', 'corrected',
     'reopened', 'returned', 'messaged', 'signedNotSent', 'newDevice', 'contactsChanged'));

alter table signal_plan
  drop constraint signal_plan_track_check,
  add constraint signal_plan_track_check check (track in ('term', 'free', 'question', 'papers', 'event'));
alter table signal
  drop constraint signal_kind_check,
  add constraint signal_kind_check check (kind in
    ('dueSoon', 'dueToday', 'overdue', 'free', 'questionDue', 'papersDue', 'assigned', 'asked', 'answered',
     'clientWrote', 'papersCame', 'toApprove', 'toSign', 'sentBack', 'approved', 'numberAnnulled', 'newDevice',
     'accessChanged'));
