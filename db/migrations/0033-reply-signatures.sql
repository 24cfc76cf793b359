-- Letters of the company are signed too: by somebody of the staff with the key that the company gave them, and by the
-- company's own key, its seal. One table, one pipeline: what hangs on a signature's id asks for no other.

alter table signature
  alter column letter_id drop not null,
  alter column person_id drop not null,
  alter column method drop not null,
  add column reply_letter_id uuid references reply_letter,
  add column staff_id uuid references staff,
  add column seal_id uuid references company_seal,
  add column expect_iin text check (expect_iin ~ '^[0-9]{12}$'),
  add column expect_bin text check (expect_bin ~ '^[0-9]{12}$'),
  drop constraint signature_document_check,
  add constraint signature_document_check check (document in ('letter', 'reply')),
  add constraint signature_signer_check check (num_nonnulls(person_id, staff_id, seal_id) = 1),
  add constraint signature_letter_check
    check ((document = 'letter') = (letter_id is not null) and (document = 'letter') = (person_id is not null)),
  add constraint signature_reply_check
    check ((document = 'reply') = (reply_letter_id is not null) and (document = 'reply') = (expect_bin is not null)),
  add constraint signature_staff_check check ((staff_id is not null) = (expect_iin is not null)),
  add constraint signature_way_check check ((seal_id is null) = (method is not null));
comment on column signature.document is 'The kind of document that is signed: letter_id or reply_letter_id says which one';
comment on column signature.person_id is 'A client who signed: the certificate carries their IIN';
comment on column signature.staff_id is 'Who of the staff signed for the company';
comment on column signature.seal_id is 'The company''s own key signed';
comment on column signature.expect_iin is 'The IIN that was entered for this member of staff when they signed: it may be corrected later';
comment on column signature.expect_bin is 'The company''s BIN of that day: the certificate carries it';
comment on column signature.method is 'Null: the company''s key, which is no way to sign for a person';
-- One signature of a person and one seal over a letter, whatever is pressed at once.
create unique index signature_reply_staff on signature (reply_letter_id) where staff_id is not null;
create unique index signature_reply_seal on signature (reply_letter_id) where seal_id is not null;
create index signature_reply_letter on signature (reply_letter_id);

create table reply_letter_pages (
  reply_letter_id uuid primary key references reply_letter,
  file_id uuid not null unique references file
);
comment on table reply_letter_pages is 'The pages of a letter as they are shown for signing, drawn with the bytes that are signed';

alter table phone_signing
  add column reply_letter_id uuid references reply_letter,
  add column staff_id uuid references staff,
  drop constraint phone_signing_document_check,
  drop constraint phone_signing_check1,
  drop constraint phone_signing_check5,
  add constraint phone_signing_document_check check (document in ('letter', 'reply')),
  add constraint phone_signing_signer_check
    check (num_nonnulls(person_id, staff_id) = num_nonnulls(document)
      and (document is null or (document = 'letter') = (person_id is not null))),
  add constraint phone_signing_letter_check
    check ((letter_id is null or document is not null and document = 'letter')
      and (reply_letter_id is not null) = (document is not null and document = 'reply'));
create index phone_signing_reply_letter on phone_signing (reply_letter_id);
create index phone_signing_staff on phone_signing (staff_id, created_at);
comment on column phone_signing.staff_id is 'Who of the staff is to sign a letter of the company';
