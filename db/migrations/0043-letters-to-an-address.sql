-- Letters that ask an address for its consent are counted by the address too, whoever typed it.
create index email_confirmation_address on email_confirmation (lower(email), created_at);
