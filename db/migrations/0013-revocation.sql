-- Answers of the national authority on revocation, and which of them a verdict rests on.

create table revocation_answer (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('ocsp', 'crl')),
  bytes bytea not null,
  received_at timestamptz not null
);
comment on table revocation_answer is 'OCSP answers and lists as they came; a list is kept once for all who rest on it';

create table signature_answer (
  appeal_id uuid not null references signature (appeal_id),
  answer_sha256 text not null references revocation_answer,
  primary key (appeal_id, answer_sha256)
);
comment on table signature_answer is 'What the verdict on a signature was decided by, so that it can be decided again';

alter table signature add column checks int not null default 0, add column revoked_at timestamptz;
comment on column signature.checks is 'How often revocation was asked about and stayed open';
comment on column signature.revoked_at is 'When the certificate was revoked, as the authority says; also when that was after the use';
