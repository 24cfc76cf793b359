-- What people must see of the security log, and where sessions were opened from.

create table security_event (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  code text not null check (code ~ '^[a-zA-Z]{1,40}$'),
  outcome text not null check (outcome in ('done', 'refused')),
  by_id uuid,
  whom_id uuid,
  about jsonb not null,
  address text check (char_length(address) <= 100),
  device text check (device ~ '^[a-z]+ [a-z]+$'),
  request_id uuid
);
comment on table security_event is 'Who came in, was refused, changed who may do what, took something away (docs/security-log.md); kept for the setting security.keepDays';
comment on column security_event.by_id is 'Who did it: a person or one of the staff; null for a command, and for somebody nobody knows';
comment on column security_event.whom_id is 'Whose account it is about';
comment on column security_event.about is 'Ids, codes and counts; no names, texts or secrets, an IIN only masked';
create index security_event_at on security_event (at);
create index security_event_whom on security_event (whom_id, seq) where whom_id is not null;
create index security_event_refused on security_event (address, code, at) where outcome = 'refused';

alter table session add column address text check (char_length(address) <= 100);
alter table session add column device text check (device ~ '^[a-z]+ [a-z]+$');
comment on column session.device is 'Browser and system in two words, never what the browser sent';
