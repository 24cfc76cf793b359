-- People, parties, mandates, contracts; staff; sessions; dated settings; the world itself.

create table world (
  only_row boolean primary key default true check (only_row),
  demo boolean not null,
  clock_offset_ms bigint,
  made_at timestamptz not null
);
comment on table world is 'One row: is this a demo (or test) database, and where its injected clock stands';
comment on column world.clock_offset_ms is 'Milliseconds added to the real time; null is the real clock. Refused unless demo';

create table person (
  id uuid primary key,
  iin text not null unique check (iin ~ '^\d{12}$'),
  surname text not null,
  given_name text not null,
  patronymic text,
  address text not null,
  phone text not null,
  email text,
  language text not null check (language in ('kk', 'ru', 'en')),
  test_person boolean not null,
  created_at timestamptz not null
);
comment on column person.test_person is 'Has an impossible IIN; allowed only with test or demo trust';

create table party (
  id uuid primary key,
  kind text not null check (kind in ('individual', 'legalEntity')),
  person_id uuid references person,
  bin text unique check (bin ~ '^\d{12}$'),
  name text,
  check ((kind = 'individual') = (person_id is not null)),
  check ((kind = 'legalEntity') = (bin is not null and name is not null))
);
create unique index party_person on party (person_id) where person_id is not null;

create table contract (
  id uuid primary key,
  number text not null check (number = trim(number) and char_length(number) between 1 and 40),
  date date not null,
  kind text not null check (kind in ('RENT_BUYOUT', 'MORTGAGE', 'RENT_NONRES', 'GUARANTOR', 'SUBSIDY', 'SHARE')),
  property_address text,
  closed_on date,
  unique (number, kind)
);

create table contract_party (
  contract_id uuid not null references contract,
  party_id uuid not null references party,
  capacity text not null check (capacity in ('tenant', 'coTenant', 'guarantor')),
  primary key (contract_id, party_id)
);
create index contract_party_party on contract_party (party_id);

create table mandate (
  id uuid primary key,
  person_id uuid not null references person,
  party_id uuid not null references party,
  basis text not null,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to >= valid_from)
);
comment on table mandate is 'Who may act for whom: on what basis, from and to which day (inclusive)';
create index mandate_person on mandate (person_id);

create table staff (
  id uuid primary key,
  login text not null unique check (login = lower(trim(login))),
  surname text not null,
  given_name text not null,
  patronymic text,
  extension text check (extension ~ '^\d{3,6}$'),
  password_hash text not null,
  totp_secret bytea not null,
  totp_last_step bigint,
  language text not null check (language in ('kk', 'ru', 'en')),
  active boolean not null,
  created_at timestamptz not null
);
comment on column staff.password_hash is 'argon2id, PHC string';
comment on column staff.totp_secret is 'AES-256-GCM under MASTER_KEY: 12-byte IV, ciphertext, 16-byte tag';
comment on column staff.totp_last_step is 'The 30-second step of the last code used: no code works twice';

create table staff_role (
  staff_id uuid not null references staff,
  role text not null check (role in
    ('registrar', 'executor', 'head', 'catalogueKeeper', 'auditor', 'callCentre', 'administrator')),
  primary key (staff_id, role)
);

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid references person,
  staff_id uuid references staff,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  check ((person_id is null) <> (staff_id is null))
);
comment on column session.token_hash is 'SHA-256 of the cookie''s random token; the token itself is kept nowhere';
comment on column session.expires_at is 'The absolute limit; the idle limit is counted from last_seen_at';

create table sign_in_challenge (
  id uuid primary key,
  cookie_hash bytea not null unique,
  content bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table sign_in_challenge is 'A text to sign to come in, bound to a pre-sign-in cookie; good once';

create table setting (
  key text not null,
  valid_from date not null,
  value jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid references staff,
  primary key (key, valid_from, recorded_at)
);
comment on table setting is 'Dated settings, read by the day of the act; for one day the row recorded last wins';

create table idempotency_key (
  actor text not null,
  key text not null,
  request_hash bytea not null,
  status int not null,
  response jsonb not null,
  created_at timestamptz not null,
  primary key (actor, key)
);
comment on table idempotency_key is 'The first answer to an act, given again to its repetition';
