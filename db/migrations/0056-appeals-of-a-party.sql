-- A client's boxes and references are those of whom they may act for.

create index appeal_party_sent on appeal (party_id, sent_at desc, id) where status <> 'draft';
