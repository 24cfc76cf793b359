-- Who turned an account off: a writer who turns other heads off is no second pair of eyes of themselves by that.
alter table staff add column disabled_by uuid references staff;
comment on column staff.disabled_by is 'Null: by command, or before this column';
