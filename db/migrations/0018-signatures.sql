-- A signature has an id of its own and signs one document: a client's letter today. What hangs on it, hangs on that id.

-- A letter that is prepared again has always taken the place of the one before: an appeal has one, and one signature.
-- With the id: lists go from appeal to signature by it, past the letters' long texts.
create unique index prepared_letter_of_appeal on prepared_letter (appeal_id) include (id);
drop index prepared_letter_appeal;

alter table signature
  add column id uuid,
  add column document text not null default 'letter' check (document in ('letter')),
  add column person_id uuid;
comment on table signature is 'One signature over one document';
comment on column signature.document is 'The kind of document that is signed; letter_id says which one';
comment on column signature.person_id is 'Who signed: the certificate carries their IIN';
update signature set id = gen_random_uuid(), person_id = appeal.person_id
  from appeal where appeal.id = signature.appeal_id;

create table signature_rests_on as
  select signature.id as signature_id, answer.answer_sha256
    from signature_answer as answer join signature on signature.appeal_id = answer.appeal_id;
drop table signature_answer;
alter table signature_rests_on rename to signature_answer;

alter table signature drop column appeal_id;
alter table signature
  alter column document drop default,
  alter column person_id set not null,
  add primary key (id),
  add foreign key (person_id) references person;
create index signature_person on signature (person_id);

alter table signature_answer
  add primary key (signature_id, answer_sha256),
  add foreign key (signature_id) references signature,
  add foreign key (answer_sha256) references revocation_answer;
create index signature_answer_sha256 on signature_answer (answer_sha256);
comment on table signature_answer is 'What the verdict on a signature was decided by, so that it can be decided again';

-- A code is for a document; what was signed by it and sent has become a signature.
alter table phone_signing
  add column document text check (document in ('letter')),
  add column signature_id uuid references signature;
update phone_signing set document = 'letter' where appeal_id is not null;
update phone_signing set signature_id = signature.id
  from signature where signature.letter_id = phone_signing.letter_id and phone_signing.state = 'used';
alter table phone_signing
  drop column appeal_id,
  add check ((challenge_id is null) = (document is not null)),
  add check ((document is null) = (person_id is null)),
  add check (letter_id is null or document is not null and document = 'letter'),
  add check (signature_id is null or state = 'used');
create index phone_signing_signature on phone_signing (signature_id);
comment on table phone_signing is 'One QR: for a document (its kind, its id, who is to sign) or for a text to sign in with (challenge). That it is over is computed from expires_at, the letter''s version and signed_at';
comment on column phone_signing.document is 'The kind of document to be signed; null: a text to sign in with';
comment on column phone_signing.letter_id is 'Null once the letter was prepared again: nothing can be signed by this code any more';
comment on column phone_signing.signature_id is 'What the signature that came by this code became when it was sent';
