-- The appeal: one row from draft to answer; what a client edits; what was frozen; what happened.

create table appeal (
  id uuid primary key,
  person_id uuid not null references person,
  party_id uuid not null references party,
  contract_id uuid not null references contract,
  file_key_id uuid not null references file_key,
  status text not null check (status in
    ('draft', 'sent', 'registered', 'awaitingExecution', 'interimReply', 'executed', 'returned')),
  type_id uuid references appeal_type,
  subject text,
  letter_language text not null check (letter_language in ('kk', 'ru')),
  created_at timestamptz not null,
  sent_at timestamptz,
  registers_at timestamptz,
  registration_date date,
  register_code text,
  register_year int,
  number int,
  due_date date,
  executor_id uuid references staff,
  executed_at timestamptz,
  company_acted_at timestamptz,
  client_read_at timestamptz,
  retain_until date,
  legal_hold boolean not null default false,
  check ((status = 'draft') = (sent_at is null)),
  check (status in ('draft', 'sent', 'returned') or number is not null)
);
comment on table appeal is 'party_id: on whose behalf; person_id: who writes. status and the dates are a cache of its events';
comment on column appeal.subject is 'Null in a draft: computed from the answers until it is sent';
comment on column appeal.registration_date is 'The legal date: promised while sent, final when registered (§10)';
comment on column appeal.company_acted_at is 'Later than client_read_at: the thread is unread';
create index appeal_person_sent on appeal (person_id, sent_at desc, id) where status <> 'draft';
create index appeal_person_draft on appeal (person_id, created_at desc) where status = 'draft';
create index appeal_contract on appeal (contract_id);
create index appeal_open_due on appeal (due_date, id) where status in ('sent', 'registered', 'awaitingExecution', 'interimReply');
create index appeal_registers_at on appeal (registers_at) where status = 'sent';
create index appeal_executor on appeal (executor_id);

create table appeal_draft (
  appeal_id uuid primary key references appeal on delete cascade,
  version int not null check (version > 0),
  address text not null,
  email text not null,
  answers jsonb not null,
  payment_method text check (payment_method in ('byDetails', 'debit')),
  payment_agreed_at timestamptz,
  updated_at timestamptz not null
);
comment on table appeal_draft is 'What the client edits; version grows by one with each save (If-Match)';

create table attachment (
  id uuid primary key,
  appeal_id uuid not null references appeal on delete cascade,
  document text not null,
  file_id uuid not null unique references file,
  position int not null,
  created_at timestamptz not null
);
create index attachment_appeal on attachment (appeal_id, position);

create table prepared_letter (
  id uuid primary key,
  appeal_id uuid not null references appeal on delete cascade,
  draft_version int not null,
  prepared_at timestamptz not null,
  local_date date not null,
  file_id uuid not null references file,
  pages_file_id uuid not null references file,
  text text not null,
  salt bytea not null,
  type_id uuid not null references appeal_type,
  tariff_id uuid not null references tariff,
  fee_tiyn bigint not null,
  vat_percent int not null,
  address text not null,
  email text not null,
  answers jsonb not null,
  payment_method text,
  enclosures jsonb not null
);
comment on table prepared_letter is 'Frozen for signature: the bytes and everything they were made from; void at local midnight';
create index prepared_letter_appeal on prepared_letter (appeal_id, prepared_at desc);

create table signature (
  appeal_id uuid primary key references appeal,
  letter_id uuid not null unique references prepared_letter,
  method text not null check (method in ('keyFile', 'ncaLayer', 'egovQr')),
  cms_file_id uuid not null references file,
  received_at timestamptz not null,
  result text not null check (result in ('valid', 'invalid', 'unknown')),
  code text not null,
  revocation text not null check (revocation in ('not_checked', 'good', 'unknown', 'revoked')),
  recheck_at timestamptz,
  verified_at timestamptz not null,
  signer jsonb not null,
  chain bytea[] not null,
  timestamp_token bytea
);
comment on column signature.signer is 'Facts of the certificate: name, IIN, serial, validity, issuer, algorithm';
comment on column signature.recheck_at is 'Revocation not decided yet: when to ask next';
create index signature_recheck on signature (recheck_at) where recheck_at is not null;

create table event (
  appeal_id uuid not null references appeal,
  seq int not null check (seq > 0),
  type text not null check (type in
    ('sent', 'registered', 'takenIntoWork', 'interimReplied', 'executed', 'returned')),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  actor text not null,
  source text not null,
  key text not null,
  data jsonb not null,
  previous text not null check (previous ~ '^[0-9a-f]{64}$'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (appeal_id, seq),
  unique (appeal_id, key)
);
comment on table event is 'History, only ever added to: the serving role may not update or delete. Ids, codes and commitments, never names, IIN or text';
comment on column event.hash is 'SHA-256 of the RFC 8785 JSON of {appeal, seq, type, occurredAt, recordedAt, actor, source, key, data, previous}';
comment on column event.actor is 'person:<id>, staff:<id> or system';

create table daily_head (
  date date primary key,
  head text not null check (head ~ '^[0-9a-f]{64}$'),
  appeals int not null,
  recorded_at timestamptz not null
);
comment on table daily_head is 'SHA-256 of all chain heads sorted by appeal id, at the local midnight that ends the day';
