-- The security log is read by who did it, and of what one account does so many rows a day are kept.

create index security_event_by on security_event (by_id, seq) where by_id is not null;
create index security_event_done on security_event (by_id, code, at) where outcome = 'done' and by_id is not null;
