-- A letter in work whose author is gone gets another one, and its way says so.

alter table reply_step drop constraint reply_step_step_check;
alter table reply_step
  add column author_before uuid references staff,
  add column author_after uuid references staff,
  add constraint reply_step_step_check check (step in ('takenOver', 'handedOver', 'proposed', 'sentBack', 'takenBack',
    'approved', 'frozen', 'signed', 'numberAnnulled', 'sent', 'discarded')),
  add constraint reply_step_author_check check ((step = 'handedOver') = (author_before is not null)
    and (author_before is null) = (author_after is null));
comment on column reply_step.author_after is 'Whose it is from this step on; whose it was before stays beside it';
