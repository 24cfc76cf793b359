-- Signing and signing in by eGov Mobile: one row a QR; and the notice of a letter that was signed and not sent.

create table phone_signing (
  id uuid primary key,
  secret_hash bytea unique check (octet_length(secret_hash) = 32),
  origin text not null,
  pair text not null check (pair ~ '^[0-9]{2}$'),
  appeal_id uuid references appeal on delete cascade,
  letter_id uuid references prepared_letter on delete set null,
  person_id uuid references person,
  challenge_id uuid references sign_in_challenge on delete cascade,
  state text not null check (state in ('waiting', 'fetched', 'signed', 'cancelled', 'refused', 'used')),
  code text,
  refusals int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  signed_at timestamptz,
  cms bytea,
  cms_hash bytea check (octet_length(cms_hash) = 32),
  remind_at timestamptz,
  check ((challenge_id is null) = (appeal_id is not null)),
  check ((appeal_id is null) = (person_id is null)),
  check ((state = 'refused') = (code is not null)),
  check (cms is null or state = 'signed'),
  check (remind_at is null or state = 'signed')
);
comment on table phone_signing is 'One QR: for a letter (appeal, letter, person) or for a text to sign in with (challenge). That it is over is computed from expires_at, the letter''s version and signed_at';
comment on column phone_signing.secret_hash is 'SHA-256 of what stands in the address; null once no phone may come any more';
comment on column phone_signing.origin is 'The site as the page saw it: the phone is sent back there';
comment on column phone_signing.cms is 'The signature that came and was not used yet, sealed under MASTER_KEY';
comment on column phone_signing.cms_hash is 'SHA-256 of the accepted signature: the same again is thanked for again, another is refused';
comment on column phone_signing.remind_at is 'When the client is told that the letter is signed and not sent; null when told or not needed';
create index phone_signing_appeal on phone_signing (appeal_id, created_at);
create index phone_signing_letter on phone_signing (letter_id);
create index phone_signing_person on phone_signing (person_id, created_at);
create index phone_signing_challenge on phone_signing (challenge_id);
create index phone_signing_remind on phone_signing (remind_at) where remind_at is not null;
create index phone_signing_created on phone_signing (created_at);

alter table notice
  alter column event_seq drop not null,
  add column phone_signing_id uuid unique,
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in
    ('registered', 'takenIntoWork', 'dueDateMoved', 'papersAsked', 'executed', 'returned', 'signedNotSent')),
  add check ((kind = 'signedNotSent') = (event_seq is null)),
  add check ((kind = 'signedNotSent') = (phone_signing_id is not null));
comment on column notice.phone_signing_id is 'Of a letter signed by phone and not sent, which is no event; its row is forgotten sooner than the notice';
