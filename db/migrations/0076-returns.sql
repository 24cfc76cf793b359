-- The company returns an appeal unconsidered by a letter (docs/decisions/0061).

alter table reply
  drop constraint reply_kind_check,
  add constraint reply_kind_check
    check (kind in ('answer', 'interim', 'papers', 'forwarding', 'return', 'correction'));

alter table correspondence
  drop constraint correspondence_kind_check,
  add constraint correspondence_kind_check
    check (kind in ('interimReply', 'answer', 'papers', 'forwarding', 'return', 'correction', 'message'));

alter table event drop constraint event_type_check;
alter table event add constraint event_type_check check (type in
  ('sent', 'registered', 'takenIntoWork', 'interimReplied', 'executed', 'returned', 'dueDateTold',
   'routed', 'executorChanged', 'workAssigned', 'noted', 'noteDeleted', 'asked', 'questionAnswered',
   'questionWithdrawn', 'linked', 'unlinked',
   'replyProposed', 'replySentBack', 'replyTakenBack', 'replyApproved', 'replyFrozen', 'replySigned',
   'numberAnnulled', 'replyDiscarded', 'concernsNamed', 'forwarded', 'corrected', 'reopened',
   'registerCorrected', 'submitted', 'messaged', 'answerNotNeeded',
   'papersAsked', 'paperSettled', 'paperAskedAgain', 'papersReminded', 'withdrawn', 'withdrawalDeclined',
   'returnedByCompany'));

alter table notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in
    ('registered', 'takenIntoWork', 'dueDateMoved', 'papersAsked', 'papersDue', 'executed', 'forwarded', 'corrected',
     'reopened', 'returned', 'returnedByCompany', 'messaged', 'withdrawn', 'withdrawalDeclined', 'withdrawalRevoked',
     'signedNotSent', 'newDevice', 'contactsChanged'));

alter table appeal add column copied_from uuid references appeal;
comment on column appeal.copied_from is 'The returned appeal that this one was begun as a copy of: pressed again, it is the same draft';
create index appeal_copied_from on appeal (copied_from) where copied_from is not null;
