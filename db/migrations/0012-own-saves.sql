-- A save whose answer was lost comes again: it is known by its id, and not taken for another device's.

alter table appeal_draft add column save_ids uuid[] not null default '{}';
comment on column appeal_draft.save_ids is 'The last saves taken, newest first, by the id their page gave them; a few dozen are kept';
