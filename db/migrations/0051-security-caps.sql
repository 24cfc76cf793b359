-- What is refused is capped by what an address is counted by (of IPv6 a whole network), and for all addresses together.

alter table security_event add column counted text not null default '' check (char_length(counted) <= 100);
comment on column security_event.counted is 'What the address is counted by, as limits do; empty: nowhere, or before this column';
drop index security_event_refused;
create index security_event_refused on security_event (code, counted, at) where outcome = 'refused';
create index security_event_refused_at on security_event (code, at) where outcome = 'refused';
