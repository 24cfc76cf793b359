-- Which absence work goes for: once it is cancelled, nothing more goes.
alter table hand_over add column absence_id uuid references absence;
alter table hand_over add check (absence_id is null or cause = 'absence');
comment on column hand_over.absence_id is 'Null: it goes for no absence, or was decided before this column';
