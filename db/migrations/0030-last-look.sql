-- letter_view takes what somebody opens within ten minutes as one look. What came back to them since they last looked
-- needs the last moment.
create table last_look (
  appeal_id uuid not null references appeal,
  staff_id uuid not null references staff,
  looked_at timestamptz not null,
  primary key (appeal_id, staff_id)
);
comment on table last_look is 'When somebody of the staff last opened an appeal: what others did later has come back to them';
create index last_look_staff on last_look (staff_id);
insert into last_look (appeal_id, staff_id, looked_at)
  select appeal_id, staff_id, max(viewed_at) from letter_view group by appeal_id, staff_id;
