-- The working calendar with history: nothing is overwritten, for one day the row recorded last wins.

create table calendar_year (
  year int primary key check (year between 2000 and 2200),
  source text not null,
  recorded_at timestamptz not null
);
comment on table calendar_year is 'Years whose days off are known; another year is an error for dates, never a guess';

create table calendar_day (
  date date not null,
  recorded_at timestamptz not null,
  mark text not null check (mark in ('off', 'working', 'ordinary')),
  kind text not null,
  name jsonb,
  source text not null,
  uncertain boolean not null,
  recorded_by uuid references staff,
  primary key (date, recorded_at)
);
comment on column calendar_day.mark is 'off: a weekday not worked; working: a weekend day worked; ordinary: takes an earlier mark back';
comment on column calendar_day.kind is 'holiday, substitute, transfer or religious: what made it so';
