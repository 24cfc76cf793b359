-- A mandate taken back before it begins ends the day before its first: it is kept, and was never in force.

alter table mandate
  drop constraint mandate_check,
  add constraint mandate_check check (valid_to is null or valid_to >= valid_from - 1);
comment on column mandate.valid_to is
  'The last day (inclusive); null: until it is taken back; the day before valid_from: taken back before it began';
