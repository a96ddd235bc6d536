-- Alerts: what rules have found, for as long as they find it, and who has seen it.

create table alert (
  id serial primary key,
  rule text not null,
  -- Which of the rule's subjects it is; empty of the whole. An open alert is there once.
  key text not null,
  text jsonb not null,
  subject jsonb,
  customer_id integer references customer (id) on delete cascade,
  rep_id integer references rep (id) on delete set null,
  team_id integer references team (id) on delete set null,
  figures jsonb not null,
  raised_on date not null,
  raised_at timestamptz(3) not null default now(),
  cleared_at timestamptz(3),
  acknowledged_at timestamptz(3),
  acknowledged_by text,
  note text,
  constraint alert_acknowledged check ((acknowledged_at is null) = (acknowledged_by is null)),
  constraint alert_order check (cleared_at is null or cleared_at >= raised_at)
);

-- Of an expression, since Prisma's schema can't say an index of some rows only.
create unique index alert_open on alert ((rule || '/' || key)) where cleared_at is null;
create index alert_raised_at_idx on alert (raised_at);
create index alert_customer_id_idx on alert (customer_id);

-- What the webhook is yet to be told, written together with the alert: nothing is lost that was raised.

create table alert_delivery (
  id serial primary key,
  alert_id integer not null references alert (id) on delete cascade,
  attempts integer not null default 0,
  next_at timestamptz(3) not null default now(),
  delivered_at timestamptz(3),
  last_error text
);

create unique index alert_delivery_alert_id_key on alert_delivery (alert_id);
create index alert_delivery_next_at_idx on alert_delivery (next_at);
