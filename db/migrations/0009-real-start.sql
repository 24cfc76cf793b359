-- A real start: positions of staff, bank accounts of parties, roots installed by the operator, terms told later.

alter table staff add column position jsonb;
comment on column staff.position is 'kk, ru, en: what stands under a reply that this person signs; null: the role''s word';

create table account (
  id uuid primary key,
  party_id uuid not null references party,
  iban text not null unique check (iban ~ '^KZ\d{5}[A-Z0-9]{13}$'),
  bank text not null,
  for_debit boolean not null,
  created_at timestamptz not null
);
comment on table account is 'Bank accounts of clients; at most one of a party is the one that a debit (§6) is asked from';
create index account_party on account (party_id);
create unique index account_debit on account (party_id) where for_debit;

create table trust_certificate (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  role text not null check (role in ('anchor', 'intermediate')),
  listed boolean not null,
  der bytea not null,
  added_at timestamptz not null,
  removed_at timestamptz
);
comment on table trust_certificate is 'Whom signatures are checked against outside a demo; only the owner of the schema may install one';
comment on column trust_certificate.listed is 'Its key identifier is one that is known for the national authority';

alter table event drop constraint event_type_check;
alter table event add constraint event_type_check check (type in
  ('sent', 'registered', 'takenIntoWork', 'interimReplied', 'executed', 'returned', 'dueDateTold'));
