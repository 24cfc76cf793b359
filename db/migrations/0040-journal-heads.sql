-- A day's head names what it covered: the chains that moved since the head before, as leaves of a tree. The heads that
-- were made before stay in daily_head, and the first of these follows the last of those.

create table journal_head (
  date date primary key,
  root text not null check (root ~ '^[0-9a-f]{64}$'),
  previous_date date,
  previous text not null check (previous ~ '^[0-9a-f]{64}$'),
  leaves int not null check (leaves >= 0),
  recorded_at timestamptz not null,
  check ((previous_date is null) = (previous = repeat('0', 64)))
);
comment on table journal_head is 'Root of the tree (RFC 6962) over the head before and the chains that moved since, at the local midnight that ends the day';
comment on column journal_head.previous is 'The head before, of this table or of daily_head; 64 zeros for the first of all';

create table journal_leaf (
  date date not null references journal_head,
  appeal_id uuid not null references appeal,
  seq int not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (date, appeal_id),
  foreign key (appeal_id, seq) references event (appeal_id, seq)
);
comment on table journal_leaf is 'How far a chain was when a head covered it; nothing is recorded behind a head that was made';
create index journal_leaf_appeal on journal_leaf (appeal_id, seq);
