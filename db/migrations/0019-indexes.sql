-- Scans that grow with the company. Whatever is deleted, PostgreSQL looks through each table that refers to it:
-- test/server/foreign-keys.test.ts says which keys need no index, and why.

create index appeal_file_key on appeal (file_key_id);
create index file_key_files on file (key_id);
create index prepared_letter_file on prepared_letter (file_id);
create index prepared_letter_pages on prepared_letter (pages_file_id);
create index signature_cms_file on signature (cms_file_id);
create index tariff_document_kk on tariff (document_kk);
create index tariff_document_ru on tariff (document_ru);
create index due_act_appeal on due_act (appeal_id);
create index staff_upload_appeal on staff_upload (appeal_id);
create index session_person on session (person_id) where person_id is not null;
create index session_staff on session (staff_id) where staff_id is not null;

-- What is forgotten each minute.
create index session_expires on session (expires_at);
create index sign_in_challenge_expires on sign_in_challenge (expires_at);
create index idempotency_key_created on idempotency_key (created_at);
create index certificate_check_checked on certificate_check (checked_at);
create index email_confirmation_expires on email_confirmation (expires_at);
create index appeal_draft_updated on appeal_draft (updated_at);
create index phone_signing_secret on phone_signing (expires_at) where secret_hash is not null;
create index phone_signing_kept on phone_signing (signed_at) where cms is not null;
