-- Timestamps that the server asks for itself, and what is remembered of certificates that were asked about.

alter table signature
  add column timestamp_chain bytea[],
  add column timestamped_at timestamptz,
  add column timestamp_due_at timestamptz,
  add column timestamp_tries int not null default 0;
comment on column signature.timestamp_token is 'Over the value of the signature: the one it came with, else the one the server asked for';
comment on column signature.timestamp_chain is 'Of the token that the server asked for, from its authority to the pinned root, DER';
comment on column signature.timestamped_at is 'The moment that this token tells';
comment on column signature.timestamp_due_at is 'There is no token yet: when to ask for one next';
update signature set timestamp_due_at = received_at where timestamp_token is null;
create index signature_timestamp on signature (timestamp_due_at) where timestamp_due_at is not null;

create table certificate_check (
  issuer_sha256 text not null check (issuer_sha256 ~ '^[0-9a-f]{64}$'),
  serial text not null,
  result text not null check (result in ('good', 'revoked', 'on_hold', 'not_known_to_ca')),
  checked_at timestamptz not null,
  primary key (issuer_sha256, serial)
);
comment on table certificate_check is 'The last word of the authority on a certificate, by its issuer and number: lets its holder sign in while nobody answers';
comment on column certificate_check.issuer_sha256 is 'SHA-256 of the issuing certificate, DER';
