-- A mail on its way is taken by a lease, so that no transaction is open while somebody outside is talked to.

alter table mail add column taken_until timestamptz;
comment on table mail is 'Letters to send, one a notice. Who sends one takes it first, until a moment: no two workers send it at once';
comment on column mail.taken_until is
  'By the clock of the machine. Passed, its taker died: it is sent again under the same Message-ID. A taker knows theirs by it';
