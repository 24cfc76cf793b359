-- Uploads on their way: the bytes come in parts, survive a cut and a restart, and become a file with the last one.

create table upload (
  id uuid primary key,
  appeal_id uuid not null references appeal on delete cascade,
  document text not null,
  replaces uuid,
  name text not null,
  size int not null check (size > 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  received int not null default 0 check (received between 0 and size),
  file_id uuid references file on delete cascade,
  refused text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (file_id is null or refused is null)
);
comment on table upload is 'A file on its way into a slot of a draft; a day after its last byte it is forgotten';
comment on column upload.replaces is 'The attached file whose place it takes; that one goes only when this one is kept';
comment on column upload.sha256 is 'Of the plain bytes, as the sender says; compared before the file is kept';
comment on column upload.received is 'How many bytes have arrived: Upload-Offset';
comment on column upload.file_id is 'The kept file, so that an answer lost on the way can be given again';
comment on column upload.refused is 'Why the whole file was not kept: a code of domain/refusal.ts';
create index upload_appeal on upload (appeal_id);
create index upload_updated on upload (updated_at);
create index upload_file on upload (file_id);

create table upload_part (
  upload_id uuid not null references upload on delete cascade,
  at int not null check (at >= 0),
  sealed bytea not null,
  primary key (upload_id, at)
);
comment on table upload_part is 'Bytes from an offset on, under the appeal''s key; any process takes the next ones';
-- Sealed bytes cannot be made smaller.
alter table upload_part alter column sealed set storage external;

alter table file
  add column scan_due_at timestamptz,
  add column scan_attempts int not null default 0;
comment on column file.scan_due_at is 'While pending: when the scanner is asked (again)';
create index file_scan_due on file (scan_due_at) where scan = 'pending';
