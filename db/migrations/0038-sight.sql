-- What the figures of the office count: when and how an appeal was closed, and sums of that by month
-- (docs/decisions/0033).

alter table appeal
  add column closed_on date,
  add column answered_in int check (answered_in >= 0),
  add column late boolean not null default false,
  add column extended boolean not null default false,
  add column outcome text check (outcome in ('satisfied', 'explained', 'refused', 'partly'));
comment on column appeal.closed_on is 'The local day on which it came to its last status; null: still open. As the three below a cache of the events';
comment on column appeal.answered_in is 'Working days from registration to the answer, by the calendar of that day; null: no answer, or no calendar';
comment on column appeal.late is 'It was answered, or an interim reply was sent, after the day that was in force';
comment on column appeal.extended is 'An interim reply has moved the day';
comment on column appeal.outcome is 'What the answer says, as its letter in correspondence has it';

update appeal set closed_on = (closing.occurred_at at time zone 'Asia/Almaty')::date
  from (select distinct on (appeal_id) appeal_id, occurred_at from event
    where type in ('executed', 'returned') order by appeal_id, seq desc) closing
  where closing.appeal_id = appeal.id and appeal.status in ('executed', 'returned');
update appeal set extended = true,
    late = exists (select from event where event.appeal_id = appeal.id and type = 'interimReplied'
      and (data ->> 'oldDueDate')::date < (occurred_at at time zone 'Asia/Almaty')::date)
  where exists (select from event where event.appeal_id = appeal.id and type = 'interimReplied');
update appeal set late = true where status = 'executed' and due_date < closed_on;
update appeal set answered_in = (
    select count(*) from generate_series(registration_date + 1, closed_on, interval '1 day') as one (day)
    where coalesce((select mark = 'working' from calendar_day where date = one.day and mark <> 'ordinary'
        and recorded_at = (select max(recorded_at) from calendar_day as later where later.date = one.day)),
      extract(isodow from one.day) < 6))
  where status = 'executed' and registration_date is not null
    and not exists (select from generate_series(registration_date, closed_on, interval '1 day') as one (day)
      where not exists (select from calendar_year where year = extract(year from one.day)));

create index appeal_registered on appeal (registration_date) where status <> 'draft';
create index appeal_closed on appeal (closed_on) where closed_on is not null;

create table sight_count (
  month date not null,
  unit_id uuid,
  routed boolean not null,
  executor_id uuid,
  type_id uuid,
  received int not null,
  answered int not null,
  late int not null,
  extended int not null,
  returned int not null,
  forwarded int not null,
  satisfied int not null,
  explained int not null,
  refused int not null,
  partly int not null,
  folded boolean not null default false
);
comment on table sight_count is 'How many appeals were received and closed in a month; rows of one month, unit, executor and type are to be added up. Derived from appeal by its triggers, never written by hand';
comment on column sight_count.month is 'Its first day';
comment on column sight_count.routed is 'False: no number yet, so it is nobody''s';
comment on column sight_count.folded is 'False: one change of one appeal; the sweep adds these up into the others';
create unique index sight_count_cell on sight_count (month, unit_id, routed, executor_id, type_id) nulls not distinct
  where folded;
create index sight_count_fresh on sight_count (month) where not folded;

create table sight_days (
  month date not null,
  unit_id uuid,
  routed boolean not null,
  type_id uuid,
  days int not null,
  answers int not null,
  folded boolean not null default false
);
comment on table sight_days is 'How many answers of a month took so many working days; as sight_count';
create unique index sight_days_cell on sight_days (month, unit_id, routed, type_id, days) nulls not distinct where folded;
create index sight_days_fresh on sight_days (month) where not folded;

create function sight_month(day date) returns date language sql immutable as
$$ select day - (extract(day from day)::int - 1) $$;

-- What one appeal adds to the sums.
create function sight_counts_of(one appeal) returns table (month date, received int, answered int, late int, extended int,
  returned int, forwarded int, satisfied int, explained int, refused int, partly int) language sql immutable as
$$
  select sight_month(one.registration_date), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
    where one.status <> 'draft' and one.registration_date is not null
  union all
  select sight_month(one.closed_on), 0, (one.status = 'executed')::int, (one.status = 'executed' and one.late)::int,
      (one.status = 'executed' and one.extended)::int, (one.status = 'returned')::int, (one.status = 'forwarded')::int,
      (one.status = 'executed' and one.outcome is not distinct from 'satisfied')::int,
      (one.status = 'executed' and one.outcome is not distinct from 'explained')::int,
      (one.status = 'executed' and one.outcome is not distinct from 'refused')::int,
      (one.status = 'executed' and one.outcome is not distinct from 'partly')::int
    where one.closed_on is not null
$$;

-- Only ever adds rows: two acts at once never wait for each other here.
create function keep_sight() returns trigger language plpgsql as
$$
begin
  if tg_op = 'UPDATE' and (old.status, old.registration_date, old.unit_id, old.routed_at is null, old.executor_id,
      old.type_id, old.closed_on, old.answered_in, old.late, old.extended, old.outcome)
    is not distinct from (new.status, new.registration_date, new.unit_id, new.routed_at is null, new.executor_id,
      new.type_id, new.closed_on, new.answered_in, new.late, new.extended, new.outcome) then
    return null;
  end if;
  insert into sight_count (month, unit_id, routed, executor_id, type_id, received, answered, late, extended, returned,
      forwarded, satisfied, explained, refused, partly)
    select month, unit_id, routed, executor_id, type_id, sum(sign * received), sum(sign * answered), sum(sign * late),
      sum(sign * extended), sum(sign * returned), sum(sign * forwarded), sum(sign * satisfied), sum(sign * explained),
      sum(sign * refused), sum(sign * partly)
    from (select -1 as sign, old.unit_id, old.routed_at is not null as routed, old.executor_id, old.type_id, was.*
        from sight_counts_of(old) as was
      union all
      select 1, new.unit_id, new.routed_at is not null, new.executor_id, new.type_id, now.*
        from sight_counts_of(new) as now) as change
    group by month, unit_id, routed, executor_id, type_id
    having (sum(sign * received), sum(sign * answered), sum(sign * late), sum(sign * extended),
      sum(sign * returned), sum(sign * forwarded), sum(sign * satisfied), sum(sign * explained), sum(sign * refused),
      sum(sign * partly)) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  insert into sight_days (month, unit_id, routed, type_id, days, answers)
    select month, unit_id, routed, type_id, days, sum(sign)
    from (select -1 as sign, sight_month(old.closed_on) as month, old.unit_id, old.routed_at is not null as routed,
          old.type_id, old.answered_in as days where old.status = 'executed' and old.closed_on is not null and old.answered_in is not null
      union all
      select 1, sight_month(new.closed_on), new.unit_id, new.routed_at is not null, new.type_id, new.answered_in
        where new.status = 'executed' and new.closed_on is not null and new.answered_in is not null) as change
    group by month, unit_id, routed, type_id, days
    having sum(sign) <> 0;
  return null;
end
$$;
create trigger appeal_sight after insert or update or delete on appeal for each row execute function keep_sight();

insert into sight_count (month, unit_id, routed, executor_id, type_id, received, answered, late, extended, returned,
    forwarded, satisfied, explained, refused, partly, folded)
  select month, unit_id, routed_at is not null, executor_id, type_id, sum(one.received), sum(one.answered), sum(one.late),
    sum(one.extended), sum(one.returned), sum(one.forwarded), sum(one.satisfied), sum(one.explained), sum(one.refused),
    sum(one.partly), true
  from appeal, sight_counts_of(appeal) as one
  group by month, unit_id, routed_at is not null, executor_id, type_id;
insert into sight_days (month, unit_id, routed, type_id, days, answers, folded)
  select sight_month(closed_on), unit_id, routed_at is not null, type_id, answered_in, count(*), true
  from appeal where status = 'executed' and closed_on is not null and answered_in is not null
  group by sight_month(closed_on), unit_id, routed_at is not null, type_id, answered_in;
