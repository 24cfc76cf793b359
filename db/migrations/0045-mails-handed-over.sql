-- Once the end of a mail is with the server, it may arrive, whatever comes after: that is written down before.

alter table mail
  add column handed_at timestamptz,
  add column unsure smallint not null default 0,
  drop constraint mail_outcome_check,
  add constraint mail_outcome_check check (outcome in ('sent', 'refused', 'notWanted', 'gaveUp', 'unknown'));

comment on column mail.taken_until is
  'By the clock of the database, never an injected one. Passed, its taker died. A taker knows theirs by it';
comment on column mail.handed_at is
  'The try under way is about to hand over the end of the mail: it may arrive. By the clock of the database';
comment on column mail.unsure is 'Tries of which nobody knows whether the mail arrived. After the second it is not sent again';

-- A version before did not write it down: what is on its way now may arrive.
update mail set handed_at = taken_until - interval '90 seconds' where taken_until is not null and done_at is null;
