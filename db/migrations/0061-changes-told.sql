-- Open pages are told of changes (docs/decisions/0053): the database itself says which rows that news are read from have
-- changed, at the commit, so that no act and no command can forget it. It says whose, never what.

create function tell_change() returns trigger language plpgsql as
$$
declare
  what text;
begin
  if tg_table_name = 'notice_state' then what := 'notices ' || new.person_id;
  elsif tg_table_name = 'signal_state' then what := 'signals ' || new.staff_id;
  elsif tg_table_name = 'session' then what := 'session ' || new.id;
  elsif tg_table_name = 'phone_signing' then what := 'code ' || new.id;
  else what := tg_argv[0];
  end if;
  -- What is said twice in a transaction is told once.
  perform pg_notify('otinish_change', what);
  return null;
end
$$;

create trigger notice_state_told after insert or update on notice_state
  for each row execute function tell_change();
create trigger signal_state_told after insert or update on signal_state
  for each row execute function tell_change();
create trigger event_told after insert on event
  for each row execute function tell_change('appeals');

create trigger presence_came after insert or delete on presence
  for each row execute function tell_change('presence');
-- That somebody is still there is written every twenty seconds, and nobody needs to hear it; back after a minute, they
-- were gone.
create trigger presence_changed after update on presence
  for each row when (old.doing <> new.doing or new.seen_at > old.seen_at + interval '1 minute')
  execute function tell_change('presence');

create trigger session_ended after update on session
  for each row when (old.ended_at is null and new.ended_at is not null) execute function tell_change();
create trigger phone_signing_told after update on phone_signing
  for each row when ((old.state, old.code, old.expires_at) is distinct from (new.state, new.code, new.expires_at))
  execute function tell_change();
