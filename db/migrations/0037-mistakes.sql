-- What comes after the answer, and instead of one: forwarding to another body, taking back to work, further letters that
-- correct earlier ones.

alter table appeal drop constraint appeal_status_check;
alter table appeal add constraint appeal_status_check check (status in
  ('draft', 'sent', 'registered', 'awaitingExecution', 'interimReply', 'executed', 'forwarded', 'returned'));

alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in
  ('registered', 'takenIntoWork', 'dueDateMoved', 'papersAsked', 'executed', 'forwarded', 'corrected', 'reopened',
   'returned', 'signedNotSent'));
