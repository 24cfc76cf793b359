-- Search: the words of each sent appeal, folded to ASCII by domain/search/fold.ts.

-- A trusted extension: the schema's owner may make it (PostgreSQL 13 and later).
create extension if not exists pg_trgm;

create table appeal_search (
  appeal_id uuid primary key references appeal on delete cascade,
  card text not null,
  letter text not null,
  fold_version int not null
);
comment on table appeal_search is 'Derived from the appeal and what belongs to it, personal data too: erased with them, made again by otinish search rebuild';
comment on column appeal_search.card is 'What lists show: numbers, subject, names, type, dates; ASCII, each letter a code of its own';
comment on column appeal_search.letter is 'The words of the letter and the names of its files; only for who may read letters';
comment on column appeal_search.fold_version is 'The folding it was made by; others are made again, at the next start or sooner';
create index appeal_search_card on appeal_search using gin (card gin_trgm_ops);
create index appeal_search_letter on appeal_search using gin (letter gin_trgm_ops);

-- By the whole number alone.
create index person_phone on person (phone);
create index appeal_number on appeal (number) where number is not null;
