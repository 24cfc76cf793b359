-- Files that staff had put up for an answer and not sent become the draft of an answer: of the executor where they put
-- one up, else of who was first. What is left in staff_upload is of appeals that are over.

create temporary table moved on commit drop as
  select distinct on (staff_upload.appeal_id) gen_random_uuid() as id, staff_upload.appeal_id,
    staff_upload.staff_id as author_id, staff_upload.created_at
  from staff_upload
  join appeal on appeal.id = staff_upload.appeal_id
  where appeal.status in ('registered', 'awaitingExecution', 'interimReply')
    and not exists (select from reply where reply.appeal_id = appeal.id and reply.kind = 'answer'
      and reply.state not in ('sent', 'discarded'))
  order by staff_upload.appeal_id, (staff_upload.staff_id = appeal.executor_id) desc nulls last, staff_upload.created_at;

insert into reply (id, appeal_id, kind, state, author_id, created_at, saved_at)
  select id, appeal_id, 'answer', 'draft', author_id, created_at, created_at from moved;
insert into reply_file (reply_id, file_id, position)
  select moved.id, staff_upload.file_id,
    row_number() over (partition by moved.id order by staff_upload.created_at, staff_upload.file_id)
  from moved join staff_upload on staff_upload.appeal_id = moved.appeal_id;
insert into reply_writer (reply_id, staff_id)
  select distinct moved.id, staff_upload.staff_id
  from moved join staff_upload on staff_upload.appeal_id = moved.appeal_id;
delete from staff_upload using moved where staff_upload.appeal_id = moved.appeal_id;
comment on table staff_upload is 'Files that staff put up before letters had a way of their own; nothing is added';
