-- An address that was theirs is told of the change only where mails reached it, and not often.

alter table signal_setting add column accepted_email text;
comment on column signal_setting.accepted_email is 'The address that last took a mail; null: none since it was changed';
insert into signal_setting (staff_id, accepted_email)
select id, email from staff
 where email is not null and exists (
   select from mail where mail.staff_id = staff.id and address is null and outcome = 'sent'
      and done_at > coalesce((select max(at) from security_event
            where whom_id = staff.id and code = 'mailAddressChanged'), '-infinity'))
on conflict (staff_id) do update set accepted_email = excluded.accepted_email;

create index mail_former_day on mail (created_at) where address is not null;
create index mail_former on mail (lower(address)) where address is not null;
