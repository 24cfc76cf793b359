-- When somebody of the staff last came in, and since when they can't: sessions are forgotten within days.

alter table staff
  add column last_signed_in_at timestamptz,
  add column disabled_at timestamptz;
comment on column staff.disabled_at is 'Since when they may not sign in; null: they may, or it was not written down yet';
update staff set last_signed_in_at =
  (select max(session.created_at) from session where session.staff_id = staff.id);
