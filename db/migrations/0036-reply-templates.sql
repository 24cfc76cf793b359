-- What staff begin a letter with: templates of whole letters, and text modules, each in kk and ru.

create table reply_template (
  seq bigint generated always as identity primary key,
  code text not null check (code ~ '^[A-Za-z][A-Za-z0-9_.-]{0,59}$'),
  part text not null check (part in ('template', 'module')),
  valid_from date not null,
  position int not null check (position >= 0),
  definition jsonb,
  recorded_at timestamptz not null,
  recorded_by uuid references staff
);
comment on table reply_template is 'Templates and text modules of replies: a row a version, from a day; of one day the row recorded last wins';
comment on column reply_template.definition is 'Null: taken out from that day on';
comment on column reply_template.position is 'Its place among those of its part';
create index reply_template_code on reply_template (code, valid_from desc, seq desc);
