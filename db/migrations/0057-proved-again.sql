-- Whose session it is proves it again before a change of how they come in (ASVS 7.5, docs/decisions/0050).

alter table session add column proved_at timestamptz;
comment on column session.proved_at is
  'When its holder showed last who they are: signing in, or asked again; null: before this was written down';

alter table sign_in_challenge add column session_id uuid references session on delete cascade;
comment on column sign_in_challenge.session_id is
  'The open session that this text proves again, and nothing else; null: a text to come in with';
create index sign_in_challenge_session on sign_in_challenge (session_id);
