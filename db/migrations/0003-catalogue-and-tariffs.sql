-- Categories and appeal types by versions (§4), tariffs by versions (§6), VAT by date.

create table category (
  code text primary key,
  position int not null,
  name jsonb not null
);

create table appeal_type (
  id uuid primary key,
  code text not null,
  version int not null check (version > 0),
  category_code text not null references category,
  definition jsonb not null,
  valid_from date not null,
  withdrawn_from date,
  published_at timestamptz not null,
  unique (code, version)
);
comment on table appeal_type is 'One row a version, never changed; in force: the highest version with valid_from <= day < withdrawn_from';

create table vat_rate (
  valid_from date primary key,
  percent int not null check (percent between 0 and 100)
);

create table tariff (
  id uuid primary key,
  version int not null unique check (version > 0),
  valid_from date not null,
  published_at timestamptz not null,
  document_kk uuid,
  document_ru uuid
);
comment on table tariff is 'An approved tariff; its document is rendered once, when it is published';

create table tariff_fee (
  tariff_id uuid not null references tariff,
  type_code text not null,
  contract_kind text not null,
  fee_tiyn bigint not null check (fee_tiyn >= 0),
  primary key (tariff_id, type_code, contract_kind)
);
comment on column tariff_fee.contract_kind is '''*'' for every kind without a row of its own';
comment on column tariff_fee.fee_tiyn is 'VAT included';
