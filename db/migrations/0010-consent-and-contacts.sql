-- Consent to personal data, and what clients changed in their contacts.

create table consent (
  person_id uuid not null references person,
  version text not null check (version = trim(version) and char_length(version) between 1 and 40),
  language text not null check (language in ('kk', 'ru', 'en')),
  given_at timestamptz not null,
  primary key (person_id, version)
);
comment on table consent is 'Which version of the text (setting consent.personalData) a client agreed to, when, and in which language it was read';

create table contact_change (
  id uuid primary key,
  person_id uuid not null references person,
  field text not null check (field in ('address', 'phone', 'email')),
  old_value text not null,
  new_value text not null,
  changed_at timestamptz not null
);
comment on table contact_change is 'What a client changed in the profile; letters sent before keep what they were signed with';
create index contact_change_person on contact_change (person_id, changed_at);
