-- Rebookly: the database of a service that sends SMS for salons, as its application would create it. SQLite.
-- Dates are TEXT `YYYY-MM-DD`, instants TEXT `YYYY-MM-DDTHH:MM:SSZ`. The connection turns foreign keys on.

-- a salon's contract; whose it is, and who the salon's customers are, stands in people. A salon logs in, sends and pays: `last_active_at` is the latest.
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  trade TEXT NOT NULL CHECK (trade IN ('hair', 'nails', 'skin', 'massage')),
  created_at TEXT NOT NULL,
  last_active_at TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX accounts_last_active_at ON accounts (last_active_at);
CREATE INDEX accounts_closed_at ON accounts (closed_at);

-- everybody whom Rebookly knows: the owner of each salon, and its customers. One register, since a store of Løfte has one table of people; what only one
-- kind has stands in a table of its own that shares the key. Who goes to two salons is two people here: each salon has its own.
-- `phone_hash` is the keyed hash of a customer's number, `removed_at` when the salon took the customer off its list, often because the customer asked for it.
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL CHECK (kind IN ('owner', 'customer')),
  phone_hash TEXT,
  created_at TEXT NOT NULL,
  removed_at TEXT
);
CREATE INDEX people_account_id ON people (account_id);
CREATE INDEX people_phone_hash ON people (phone_hash);
CREATE INDEX people_removed_at ON people (removed_at);

CREATE TABLE owners (
  id INTEGER PRIMARY KEY REFERENCES people (id),
  email TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  phone TEXT,
  password_hash TEXT,
  second_factor TEXT CHECK (second_factor IN ('app', 'sms')),
  second_factor_since TEXT,
  stripe_customer TEXT
);

-- each version of how a salon signs its messages: title and name. A change ends one version and begins the next at the same instant.
CREATE TABLE sender_identities (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  owner_id INTEGER NOT NULL REFERENCES owners (id),
  legal_first_name TEXT,
  legal_last_name TEXT,
  title TEXT,
  name TEXT,
  studio_name TEXT,
  sender_text TEXT,
  verified_at TEXT,
  verified_by TEXT,
  valid_from TEXT NOT NULL,
  valid_until TEXT,
  UNIQUE (owner_id, valid_from)
);
CREATE INDEX sender_identities_account_id ON sender_identities (account_id);

CREATE TABLE customers (
  id INTEGER PRIMARY KEY REFERENCES people (id),
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  segment TEXT,
  segment_on TEXT
);

CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  visited_on TEXT NOT NULL
);
CREATE INDEX visits_customer_id ON visits (customer_id);

-- by what right a customer is sent marketing, or is measured. The proof outlives the customer, so it refers to people.
CREATE TABLE permissions (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES people (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('marketing', 'tracking')),
  kind TEXT NOT NULL CHECK (kind IN ('consent', 'own-customer')),
  given_at TEXT NOT NULL,
  withdrawn_at TEXT,
  UNIQUE (customer_id, purpose)
);

-- numbers to which a salon may send no marketing. A number stays when its customer has been removed, so that it is known when it comes back.
CREATE TABLE suppressions (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  customer_id INTEGER NOT NULL REFERENCES people (id),
  phone_hash TEXT NOT NULL,
  way TEXT,
  opted_out_at TEXT NOT NULL,
  UNIQUE (account_id, phone_hash)
);
CREATE INDEX suppressions_customer_id ON suppressions (customer_id);

CREATE TABLE campaigns (
  id INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL REFERENCES owners (id),
  title TEXT,
  body TEXT,
  created_at TEXT NOT NULL
);
CREATE INDEX campaigns_owner_id ON campaigns (owner_id);

CREATE TABLE automation_rules (
  id INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL REFERENCES owners (id),
  title TEXT,
  weeks_after_visit INTEGER,
  body TEXT,
  active_from TEXT NOT NULL,
  active_until TEXT
);
CREATE INDEX automation_rules_owner_id ON automation_rules (owner_id);

-- every SMS, written when it is handed to the supplier. A reminder is about a visit that is booked; anything else is marketing.
CREATE TABLE sms (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  owner_id INTEGER NOT NULL REFERENCES owners (id),
  customer_id INTEGER REFERENCES people (id),
  campaign_id INTEGER REFERENCES campaigns (id),
  rule_id INTEGER REFERENCES automation_rules (id),
  identity_id INTEGER REFERENCES sender_identities (id),
  class TEXT NOT NULL CHECK (class IN ('reminder', 'marketing')),
  recipient TEXT,
  recipient_hash TEXT,
  sender_text TEXT,
  body TEXT,
  stop_offered BOOLEAN NOT NULL CHECK (stop_offered IN (0, 1)),
  status TEXT CHECK (status IN ('sent', 'delivered', 'failed', 'expired')),
  status_at TEXT,
  sent_at TEXT NOT NULL
);
CREATE INDEX sms_account_id ON sms (account_id, sent_at);
CREATE INDEX sms_owner_id ON sms (owner_id);
CREATE INDEX sms_customer_id ON sms (customer_id);
CREATE INDEX sms_campaign_id ON sms (campaign_id);
CREATE INDEX sms_rule_id ON sms (rule_id);
CREATE INDEX sms_identity_id ON sms (identity_id);
CREATE INDEX sms_sent_at ON sms (sent_at);

CREATE TABLE engagement (
  id INTEGER PRIMARY KEY,
  sms_id INTEGER NOT NULL REFERENCES sms (id),
  customer_id INTEGER REFERENCES people (id),
  kind TEXT CHECK (kind IN ('opened', 'clicked')),
  link TEXT,
  happened_at TEXT NOT NULL
);
CREATE INDEX engagement_sms_id ON engagement (sms_id);
CREATE INDEX engagement_customer_id ON engagement (customer_id);

-- what a salon is billed. Cards and bank accounts are with Stripe alone.
CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  owner_id INTEGER NOT NULL REFERENCES owners (id),
  number TEXT NOT NULL UNIQUE,
  issued_on TEXT NOT NULL,
  billed_to TEXT,
  amount_ore INTEGER,
  tax_ore INTEGER,
  stripe_invoice TEXT,
  paid_at TEXT
);
CREATE INDEX invoices_account_id ON invoices (account_id, paid_at);
CREATE INDEX invoices_owner_id ON invoices (owner_id);
CREATE INDEX invoices_issued_on ON invoices (issued_on);

-- what an owner is told about the service itself
CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL REFERENCES owners (id),
  template TEXT,
  sent_at TEXT NOT NULL
);
CREATE INDEX notices_owner_id ON notices (owner_id);
CREATE INDEX notices_sent_at ON notices (sent_at);

CREATE TABLE access_log (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  owner_id INTEGER NOT NULL REFERENCES owners (id),
  activity TEXT CHECK (activity IN ('login', 'refused', 'import', 'export')),
  second_factor BOOLEAN NOT NULL CHECK (second_factor IN (0, 1)),
  ip TEXT,
  browser TEXT,
  device TEXT,
  happened_at TEXT NOT NULL
);
CREATE INDEX access_log_account_id ON access_log (account_id, happened_at);
CREATE INDEX access_log_owner_id ON access_log (owner_id);
CREATE INDEX access_log_happened_at ON access_log (happened_at);

-- the register of what was handed to authorities
CREATE TABLE disclosures (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  authority TEXT,
  case_number TEXT,
  legal_basis TEXT,
  approved_by TEXT,
  of_messages BOOLEAN NOT NULL CHECK (of_messages IN (0, 1)),
  disclosed_at TEXT NOT NULL
);
CREATE INDEX disclosures_person_id ON disclosures (person_id);
CREATE INDEX disclosures_disclosed_at ON disclosures (disclosed_at);

-- what the service is developed by: sums over the salons of a trade for the thirty days before, nobody's
CREATE TABLE figures (
  id INTEGER PRIMARY KEY,
  counted_on TEXT NOT NULL,
  trade TEXT NOT NULL CHECK (trade IN ('hair', 'nails', 'skin', 'massage')),
  salons INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  clicks INTEGER NOT NULL
);
