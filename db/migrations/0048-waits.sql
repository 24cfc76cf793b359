-- Who tries often waits before the next try, long before nothing is left.

alter table try_count add column last_at timestamptz;
alter table try_count add column passed boolean not null default true;
comment on column try_count.last_at is 'When the last try was taken; null in rows older than waits';
comment on column try_count.passed is 'Whether the last who asked got a try: one statement takes it and tells it';
