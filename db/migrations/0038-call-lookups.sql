-- A search by a number is written down as one by IIN or phone is: numbers follow each other, and can be walked.
alter table call_lookup drop constraint call_lookup_by_check;
alter table call_lookup add constraint call_lookup_by_check
  check (by in ('iin', 'phone', 'registration', 'coupon', 'outgoing'));
comment on table call_lookup is 'Who of the call centre searched by which kind of number; the serving role only adds';
comment on column call_lookup.person_id is 'Whose appeals were found; null: nobody''s';
