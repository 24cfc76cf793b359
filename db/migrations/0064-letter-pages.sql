-- The pages of a client's letter are drawn when somebody first looks at them, not while it is prepared.

create table letter_pages (
  letter_file_id uuid primary key references file on delete cascade,
  file_id uuid not null unique references file
);
comment on table letter_pages is 'The pages of a letter as SVG, drawn once, by a compile that gave the very bytes of its PDF; letters of before have theirs in prepared_letter.pages_file_id';
