-- An appeal that follows one that is over: an objection to its answer, or written again about it.

alter table appeal
  add column follows_id uuid references appeal,
  add column follow_kind text check (follow_kind in ('objection', 'again')),
  add column objects_to uuid references correspondence,
  add constraint appeal_follows check (
    (follows_id is null) = (follow_kind is null) and (follow_kind is not distinct from 'objection') = (objects_to is not null));
comment on column appeal.follows_id is 'The appeal that this one was begun from; said in both histories once it is sent';
comment on column appeal.objects_to is 'Of an objection: the letter of the company that its writer does not agree with';
create index appeal_follows_id on appeal (follows_id) where follows_id is not null;
create index appeal_objects_to on appeal (objects_to) where objects_to is not null;

-- A link that the client made by sending is nobody's of the staff, and nobody of them takes it apart.
alter table appeal_link
  alter column linked_by drop not null,
  drop constraint appeal_link_kind_check,
  add constraint appeal_link_kind_check check (kind in ('repeat', 'related', 'objection', 'again')),
  add constraint appeal_link_by check ((linked_by is null) = (kind in ('objection', 'again')) and (linked_by is not null or unlinked_at is null));
comment on column appeal_link.linked_by is 'Null: the client, by sending an appeal that follows the other';
