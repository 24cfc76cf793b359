-- A leaf that refers to its appeal locks it, while the head holds back everybody who records: an act that holds the
-- appeal already and records next would wait for the head, and the head for it. The event that it names is enough.

alter table journal_leaf drop constraint journal_leaf_appeal_id_fkey;
