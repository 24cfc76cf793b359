-- What somebody is told of their own account: a sign-in from a new device, and changes of how they come in.

alter table person add column last_signed_in_at timestamptz;
comment on column person.last_signed_in_at is 'Null: never, or before this column. The first sign-in ever is no news';
update person set last_signed_in_at = greatest(
  (select max(created_at) from session where session.person_id = person.id),
  (select max(at) from security_event where whom_id = person.id and code = 'signedIn'));

alter table notice
  alter column appeal_id drop not null,
  add column about jsonb,
  drop constraint notice_kind_check,
  drop constraint notice_check,
  drop constraint notice_check1,
  add constraint notice_kind_check check (kind in
    ('registered', 'takenIntoWork', 'dueDateMoved', 'papersAsked', 'executed', 'forwarded', 'corrected', 'reopened',
     'returned', 'signedNotSent', 'newDevice', 'contactsChanged')),
  add constraint notice_of check (
    case when kind in ('newDevice', 'contactsChanged')
      then num_nonnulls(appeal_id, event_seq, phone_signing_id) = 0 and about is not null
      else appeal_id is not null and about is null
        and (kind = 'signedNotSent') = (event_seq is null)
        and (kind = 'signedNotSent') = (phone_signing_id is not null)
    end);
comment on column notice.about is 'Of one about the account: the device in two words, or which contacts were changed';

alter table signal
  alter column plan_id drop not null,
  alter column appeal_id drop not null,
  add column about jsonb,
  drop constraint signal_kind_check,
  add constraint signal_kind_check check (kind in
    ('dueSoon', 'dueToday', 'overdue', 'free', 'questionDue', 'assigned', 'asked', 'answered',
     'toApprove', 'toSign', 'sentBack', 'approved', 'numberAnnulled', 'newDevice', 'accessChanged')),
  add constraint signal_of check (
    case when kind in ('newDevice', 'accessChanged')
      then num_nonnulls(plan_id, appeal_id) = 0 and about is not null
      else plan_id is not null and appeal_id is not null and about is null
    end);
comment on column signal.about is 'Of one about the account: the device in two words, or the act of the security log';

alter table mail add column address text;
comment on column mail.address is 'Where it goes instead of the reader''s address: the one that was theirs until now';
