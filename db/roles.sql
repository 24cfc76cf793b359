-- The serving role. Run after every migration; history may be added to, never changed.
grant usage on schema public to otinish_app;
grant select, insert, update, delete on all tables in schema public to otinish_app;
revoke update, delete, truncate on event, registration, coupon, daily_head, calendar_day, setting, letter_view, appeal_type, tariff_fee from otinish_app;
revoke delete, truncate on signature, correspondence, correspondence_file, staff, person, contract, tariff from otinish_app;
revoke delete, truncate on account, party, category, company_seal, revocation_answer from otinish_app;
revoke insert, update, delete, truncate on trust_certificate from otinish_app;
revoke update, delete, truncate on consent from otinish_app;
revoke update, truncate on contact_change from otinish_app;
revoke update, delete, truncate on master_key_check from otinish_app;
revoke update, delete, truncate on staff_role, unit_member, routing, remark, bulk from otinish_app;
grant update (finished_at) on bulk to otinish_app;
revoke delete, truncate on unit, absence, note, question, appeal_link, saved_view, bulk_row from otinish_app;
revoke update, delete, truncate on call_lookup from otinish_app;
revoke delete, truncate on reply from otinish_app;
revoke update, delete, truncate on reply_writer, reply_step, reply_letter, outgoing from otinish_app;
grant update (annulled_at, annulled_why) on outgoing to otinish_app;
