-- Staff may sign in with their national key: whose it is, and over which of the two texts to sign in with.

alter table staff add column iin text unique check (iin ~ '^[0-9]{12}$');
comment on column staff.iin is
  'Of the national key that this person may sign in with; null: by password and code alone. One account a person';

alter table sign_in_challenge add column kind text not null default 'client' check (kind in ('client', 'staff'));
alter table sign_in_challenge alter column kind drop default;
comment on column sign_in_challenge.kind is 'Whose session this text may open, and no other';
