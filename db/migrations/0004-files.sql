-- Files: AES-256-GCM under a key per appeal, wrapped by MASTER_KEY. Destroying a key erases an appeal's files.

create table file_key (
  id uuid primary key,
  wrapped bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);
comment on column file_key.wrapped is 'The 32-byte key under MASTER_KEY: 12-byte IV, ciphertext, 16-byte tag';

create table file (
  id uuid primary key,
  key_id uuid not null references file_key,
  name text not null,
  media_type text not null,
  size int not null check (size >= 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  scan text not null check (scan in ('notConfigured', 'pending', 'clean', 'infected')),
  created_at timestamptz not null
);
comment on column file.name is 'As the client named it, for display; storage knows only the id';
comment on column file.sha256 is 'Of the plain bytes; compared on every reading';
comment on column file.size is 'Bytes, plain';

alter table tariff add foreign key (document_kk) references file, add foreign key (document_ru) references file;
