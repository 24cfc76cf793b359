-- A password that was made for somebody is good for days, and replaced at the first sign-in by it (ASVS 6.4.1).

alter table staff add column first_password_until timestamptz;
comment on column staff.first_password_until is
  'The password was made for them and opens nothing from then on; null: they chose it themselves';

alter table session add column by_first_password boolean not null default false;
comment on column session.by_first_password is
  'Opened by a password that was made for them: nothing else is done in it before they choose their own';
