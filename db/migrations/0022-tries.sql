-- What is tried is counted in the database, and taken before any work: a burst is counted like a row, by all processes.

create table try_count (
  subject bytea primary key check (octet_length(subject) = 32),
  taken int not null check (taken >= 0),
  began_at timestamptz not null
);
comment on table try_count is 'Tries of one subject in its window: what failed and what is under way. What succeeds is given back';
comment on column try_count.subject is 'SHA-256 of the kind of try and whose it is: logins and addresses are not kept as they are';
create index try_count_began on try_count (began_at);

alter table phone_signing add column tries int not null default 0 check (tries >= 0);
comment on column phone_signing.tries is 'Answers of a phone taken to be checked: refused ones and those under way';
update phone_signing set tries = refusals;
