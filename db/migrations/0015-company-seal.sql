-- The company's seal on evidence packages: its key, and what was sealed with it.

create table company_seal (
  id uuid primary key,
  certificate bytea not null unique,
  chain bytea[] not null,
  sealed_key bytea not null,
  added_at timestamptz not null,
  removed_at timestamptz
);
comment on table company_seal is 'Keys of the company, installed by otinish seal add; one of them is in use';
comment on column company_seal.chain is 'From the key''s certificate to the pinned root, DER';
comment on column company_seal.sealed_key is 'The private key under MASTER_KEY: 12-byte IV, ciphertext, 16-byte tag';
create unique index company_seal_in_use on company_seal ((true)) where removed_at is null;

create table made_seal (
  appeal_id uuid not null references appeal,
  sealed text not null check (sealed ~ '^[0-9a-f]{64}$'),
  seal_id uuid not null references company_seal,
  cms bytea not null,
  answers text[] not null,
  made_at timestamptz not null,
  primary key (appeal_id, sealed, seal_id)
);
comment on table made_seal is 'Seals once made: what has not changed is not sealed again, so that nobody can have a key used at will';
comment on column made_seal.sealed is 'SHA-256 of what is sealed, before the answers on the seal''s own certificate come to it';
comment on column made_seal.answers is 'Answers on revocation of the seal''s certificate at that moment: revocation_answer.sha256';
