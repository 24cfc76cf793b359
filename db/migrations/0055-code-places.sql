-- Where a code of eGov Mobile was opened, and by what way a session was: who is led to sign for another's page sees it.

alter table phone_signing add column device text check (device ~ '^[a-z]+ [a-z]+$');
comment on column phone_signing.device is 'The browser that opened the code, in two words; null: before this column';

alter table session
  add column way text check (way in ('password', 'key', 'egovMobile', 'demo')),
  add column code_opened_at timestamptz,
  add check (code_opened_at is null or way = 'egovMobile');
comment on column session.way is 'Null: before this column';
comment on column session.code_opened_at is 'When the code was opened that it was signed in with';
