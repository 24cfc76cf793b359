-- A withdrawal whose signer's key turned out revoked was declined by nobody: the client is told of it in its own words.

alter table notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in
    ('registered', 'takenIntoWork', 'dueDateMoved', 'papersAsked', 'papersDue', 'executed', 'forwarded', 'corrected',
     'reopened', 'returned', 'messaged', 'withdrawn', 'withdrawalDeclined', 'withdrawalRevoked', 'signedNotSent',
     'newDevice', 'contactsChanged'));
