-- The company's seal over its letters, and what is printed of who signed them.

-- Whether a key may go on sealing is asked before each letter.
create index signature_seal_revoked on signature (seal_id) where revocation = 'revoked';

alter table signature add column signer_position jsonb;
comment on column signature.signer_position is 'What position this member of staff had when they signed, in three languages; null: none of their own';
