-- Rebookly: the database of a service that sends SMS for salons, as its application would create it. PostgreSQL.

-- a salon's contract; whose it is, and who the salon's customers are, stands in people. A salon logs in, sends and pays: `last_active_at` is the latest.
CREATE TABLE accounts (
  id bigint PRIMARY KEY,
  trade text NOT NULL CHECK (trade IN ('hair', 'nails', 'skin', 'massage')),
  created_at timestamptz NOT NULL,
  last_active_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE INDEX accounts_last_active_at ON accounts (last_active_at);
CREATE INDEX accounts_closed_at ON accounts (closed_at);

-- everybody whom Rebookly knows: the owner of each salon, and its customers. One register, since a store of Løfte has one table of people; what only one
-- kind has stands in a table of its own that shares the key. Who goes to two salons is two people here: each salon has its own.
-- `phone_hash` is the keyed hash of a customer's number, `removed_at` when the salon took the customer off its list, often because the customer asked for it.
CREATE TABLE people (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  kind text NOT NULL CHECK (kind IN ('owner', 'customer')),
  phone_hash text,
  created_at timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE INDEX people_account_id ON people (account_id);
CREATE INDEX people_phone_hash ON people (phone_hash);
CREATE INDEX people_removed_at ON people (removed_at);

CREATE TABLE owners (
  id bigint PRIMARY KEY REFERENCES people (id),
  email text NOT NULL UNIQUE,
  first_name text NOT NULL,
  last_name text NOT NULL,
  phone text,
  password_hash text,
  second_factor text CHECK (second_factor IN ('app', 'sms')),
  second_factor_since timestamptz,
  stripe_customer text
);

-- each version of how a salon signs its messages: title and name. A change ends one version and begins the next at the same instant.
CREATE TABLE sender_identities (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  owner_id bigint NOT NULL REFERENCES owners (id),
  legal_first_name text,
  legal_last_name text,
  title text,
  name text,
  studio_name text,
  sender_text text,
  verified_at timestamptz,
  verified_by text,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  UNIQUE (owner_id, valid_from)
);
CREATE INDEX sender_identities_account_id ON sender_identities (account_id);

CREATE TABLE customers (
  id bigint PRIMARY KEY REFERENCES people (id),
  name text NOT NULL,
  phone text NOT NULL,
  segment text,
  segment_on date
);

CREATE TABLE visits (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id),
  visited_on date NOT NULL
);
CREATE INDEX visits_customer_id ON visits (customer_id);

-- by what right a customer is sent marketing, or is measured. The proof outlives the customer, so it refers to people.
CREATE TABLE permissions (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES people (id),
  purpose text NOT NULL CHECK (purpose IN ('marketing', 'tracking')),
  kind text NOT NULL CHECK (kind IN ('consent', 'own-customer')),
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  UNIQUE (customer_id, purpose)
);

-- numbers to which a salon may send no marketing. A number stays when its customer has been removed, so that it is known when it comes back.
CREATE TABLE suppressions (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  customer_id bigint NOT NULL REFERENCES people (id),
  phone_hash text NOT NULL,
  way text,
  opted_out_at timestamptz NOT NULL,
  UNIQUE (account_id, phone_hash)
);
CREATE INDEX suppressions_customer_id ON suppressions (customer_id);

CREATE TABLE campaigns (
  id bigint PRIMARY KEY,
  owner_id bigint NOT NULL REFERENCES owners (id),
  title text,
  body text,
  created_at timestamptz NOT NULL
);
CREATE INDEX campaigns_owner_id ON campaigns (owner_id);

CREATE TABLE automation_rules (
  id bigint PRIMARY KEY,
  owner_id bigint NOT NULL REFERENCES owners (id),
  title text,
  weeks_after_visit bigint,
  body text,
  active_from timestamptz NOT NULL,
  active_until timestamptz
);
CREATE INDEX automation_rules_owner_id ON automation_rules (owner_id);

-- every SMS, written when it is handed to the supplier. A reminder is about a visit that is booked; anything else is marketing.
CREATE TABLE sms (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  owner_id bigint NOT NULL REFERENCES owners (id),
  customer_id bigint REFERENCES people (id),
  campaign_id bigint REFERENCES campaigns (id),
  rule_id bigint REFERENCES automation_rules (id),
  identity_id bigint REFERENCES sender_identities (id),
  class text NOT NULL CHECK (class IN ('reminder', 'marketing')),
  recipient text,
  recipient_hash text,
  sender_text text,
  body text,
  stop_offered boolean NOT NULL,
  status text CHECK (status IN ('sent', 'delivered', 'failed', 'expired')),
  status_at timestamptz,
  sent_at timestamptz NOT NULL
);
CREATE INDEX sms_account_id ON sms (account_id, sent_at);
CREATE INDEX sms_owner_id ON sms (owner_id);
CREATE INDEX sms_customer_id ON sms (customer_id);
CREATE INDEX sms_campaign_id ON sms (campaign_id);
CREATE INDEX sms_rule_id ON sms (rule_id);
CREATE INDEX sms_identity_id ON sms (identity_id);
CREATE INDEX sms_sent_at ON sms (sent_at);

CREATE TABLE engagement (
  id bigint PRIMARY KEY,
  sms_id bigint NOT NULL REFERENCES sms (id),
  customer_id bigint REFERENCES people (id),
  kind text CHECK (kind IN ('opened', 'clicked')),
  link text,
  happened_at timestamptz NOT NULL
);
CREATE INDEX engagement_sms_id ON engagement (sms_id);
CREATE INDEX engagement_customer_id ON engagement (customer_id);

-- what a salon is billed. Cards and bank accounts are with Stripe alone.
CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  owner_id bigint NOT NULL REFERENCES owners (id),
  number text NOT NULL UNIQUE,
  issued_on date NOT NULL,
  billed_to text,
  amount_ore bigint,
  tax_ore bigint,
  stripe_invoice text,
  paid_at timestamptz
);
CREATE INDEX invoices_account_id ON invoices (account_id, paid_at);
CREATE INDEX invoices_owner_id ON invoices (owner_id);
CREATE INDEX invoices_issued_on ON invoices (issued_on);

-- what an owner is told about the service itself
CREATE TABLE notices (
  id bigint PRIMARY KEY,
  owner_id bigint NOT NULL REFERENCES owners (id),
  template text,
  sent_at timestamptz NOT NULL
);
CREATE INDEX notices_owner_id ON notices (owner_id);
CREATE INDEX notices_sent_at ON notices (sent_at);

CREATE TABLE access_log (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  owner_id bigint NOT NULL REFERENCES owners (id),
  activity text CHECK (activity IN ('login', 'refused', 'import', 'export')),
  second_factor boolean NOT NULL,
  ip text,
  browser text,
  device text,
  happened_at timestamptz NOT NULL
);
CREATE INDEX access_log_account_id ON access_log (account_id, happened_at);
CREATE INDEX access_log_owner_id ON access_log (owner_id);
CREATE INDEX access_log_happened_at ON access_log (happened_at);

-- the register of what was handed to authorities
CREATE TABLE disclosures (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  authority text,
  case_number text,
  legal_basis text,
  approved_by text,
  of_messages boolean NOT NULL,
  disclosed_at timestamptz NOT NULL
);
CREATE INDEX disclosures_person_id ON disclosures (person_id);
CREATE INDEX disclosures_disclosed_at ON disclosures (disclosed_at);

-- what the service is developed by: sums over the salons of a trade for the thirty days before, nobody's
CREATE TABLE figures (
  id bigint PRIMARY KEY,
  counted_on date NOT NULL,
  trade text NOT NULL CHECK (trade IN ('hair', 'nails', 'skin', 'massage')),
  salons bigint NOT NULL,
  messages bigint NOT NULL,
  clicks bigint NOT NULL
);
