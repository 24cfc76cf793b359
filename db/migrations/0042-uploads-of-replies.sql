-- Files of a letter of the company come in parts too, and go on where they were cut.

alter table upload
  alter column document drop not null,
  add column reply_id uuid references reply on delete cascade,
  add check ((document is null) = (reply_id is not null));
comment on table upload is 'A file on its way into a slot of a draft, or to a letter of the company; a day after its last byte it is forgotten';
comment on column upload.document is 'The slot of a draft; none for a letter of the company';
create index upload_reply on upload (reply_id) where reply_id is not null;
