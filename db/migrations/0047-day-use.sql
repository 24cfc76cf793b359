-- What somebody asks of the service on one day, counted for all processes: heavy work, drafts, files, bytes.

create table day_use (
  owner text not null,
  what text not null,
  day date not null,
  used bigint not null check (used >= 0),
  primary key (owner, what, day)
);
comment on table day_use is 'How much an account used on a day in Astana; forgotten when the day is over (docs/decisions/0047)';
comment on column day_use.owner is 'client:<person> or staff:<staff>';
create index day_use_day on day_use (day);
