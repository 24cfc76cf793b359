-- What is open now, by unit, due date, executor and type: the figures of the office count it without a row of `appeal`.
-- It does what appeal_unit_open did.

create index appeal_open_work on appeal (unit_id, due_date, id) include (executor_id, type_id, routed_at)
  where status in ('sent', 'registered', 'awaitingExecution', 'interimReply');
comment on index appeal_open_work is 'What is open, of all or of some units, in its order; the figures read nothing else (docs/decisions/0033)';
drop index appeal_unit_open;
