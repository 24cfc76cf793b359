-- Bytes on their way wait in the storage of files. As rows each weighed three times: in the table, in the database's
-- log, and in what deleting them left behind.

alter table upload add column stored bigint not null default 0 check (stored >= 0);
comment on column upload.stored is 'Bytes of its sealed pieces in the storage, under the id of the upload; the next piece begins here';
comment on table upload_part is 'Sealed bytes of uploads that began before they waited in the storage; nothing is added';
