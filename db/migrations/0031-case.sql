-- What staff do beside an appeal: files of questions that are not asked yet, searches by a person, and reading times.

create table question_upload (
  file_id uuid primary key references file,
  appeal_id uuid not null references appeal,
  staff_id uuid not null references staff,
  created_at timestamptz not null
);
comment on table question_upload is 'Files that staff put up for a question or its answer and have not sent yet';
create index question_upload_appeal on question_upload (appeal_id, staff_id);

create table call_lookup (
  id uuid primary key,
  staff_id uuid not null references staff,
  by text not null check (by in ('iin', 'phone')),
  person_id uuid references person,
  looked_at timestamptz not null
);
comment on table call_lookup is 'Who of the call centre searched for a person by IIN or phone; the serving role only adds';
comment on column call_lookup.person_id is 'Who was found; null: nobody';
create index call_lookup_person on call_lookup (person_id);

alter table correspondence add column first_read_at timestamptz;
comment on column correspondence.first_read_at is 'When the client first opened the thread with this letter; null: not yet, or before this was kept';

-- What has changed lately is asked for each second.
create index event_recorded on event (recorded_at);
create index question_answered on question (asked_by, answered_at) where answered_at is not null;
