-- What a client says of the answer to their appeal: one of five steps and a line of words, a row for each answer.

create table rating (
  letter_id uuid primary key references correspondence,
  appeal_id uuid not null references appeal,
  step smallint not null check (step between 1 and 5),
  text text check (trim(text) <> ''),
  person_id uuid not null references person,
  answered_on date not null,
  given_at timestamptz not null,
  changed_at timestamptz not null
);
comment on table rating is 'What a client says of an answer; figures count the steps, a head reads the words';
comment on column rating.step is '1 is the worst, 5 the best';
comment on column rating.person_id is 'Who gave it last: anybody who acts for the party may';
comment on column rating.answered_on is 'The local day of the answer, by which figures count it; stays where the appeal is reopened';
comment on column rating.given_at is 'First of all: for how long it may be changed is counted from here';
create index rating_appeal on rating (appeal_id);
create index rating_person on rating (person_id);
create index rating_answered_on on rating (answered_on);
create index rating_texts on rating (answered_on, letter_id) where text is not null;
