-- The master key proves itself before anything is sealed or opened with it.

create table master_key_check (
  one boolean primary key default true check (one),
  sealed bytea not null,
  made_at timestamptz not null
);
comment on table master_key_check is 'One row: a known text sealed under the master key of this database. Another key does not open it, and is refused';
comment on column master_key_check.sealed is '12-byte IV, ciphertext, 16-byte tag';
