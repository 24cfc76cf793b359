-- What becomes of an appeal is told to everybody who may act for its party, once its writer may not.

alter table notice drop constraint notice_appeal_id_event_seq_key;
alter table notice add constraint notice_once unique (appeal_id, event_seq, person_id);
create index mandate_party on mandate (party_id);
