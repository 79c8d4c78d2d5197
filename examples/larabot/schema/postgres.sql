-- Larabot: the database of AI tools for schools, as its application would create it. PostgreSQL.

-- Everybody that a row is about: who has an account, who takes the newsletter, who wrote to us, and browsers that answered the banner (visitor_key).
CREATE TABLE people (
  id bigint PRIMARY KEY,
  email text UNIQUE,
  display_name text,
  visitor_key text UNIQUE,
  created_at timestamptz,
  account_opened_at timestamptz,
  account_closed_at timestamptz,
  erasure_requested_at timestamptz,
  left_at timestamptz,
  unsubscribed_at timestamptz,
  enquiry_closed_at timestamptz,
  service_withdrawn_at timestamptz,
  newsletter_withdrawn_at timestamptz,
  statistics_withdrawn_at timestamptz
);
CREATE INDEX people_account_closed_at ON people (account_closed_at);
CREATE INDEX people_left_at ON people (left_at);
CREATE INDEX people_erasure_requested_at ON people (erasure_requested_at);

CREATE TABLE logins (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL UNIQUE REFERENCES people (id),
  service text NOT NULL,
  external_id text UNIQUE,
  school text,
  role text,
  password_hash text,
  last_login_at timestamptz
);

-- the text that somebody was shown before a yes: what data, what for, who gets it
CREATE TABLE consent_texts (
  id bigint PRIMARY KEY,
  language text NOT NULL,
  data_told text,
  purpose_told text,
  parties_told text,
  published_at timestamptz NOT NULL
);

-- receipts: each yes is a row of its own
CREATE TABLE consents (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  purpose text NOT NULL CHECK (purpose IN ('service', 'newsletter')),
  text_id bigint REFERENCES consent_texts (id),
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz
);
CREATE INDEX consents_person_id ON consents (person_id, purpose);
CREATE INDEX consents_text_id ON consents (text_id);

-- what was answered in the cookie banner; each answer is a row of its own
CREATE TABLE cookie_choices (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  purpose text NOT NULL,
  answer text NOT NULL CHECK (answer IN ('yes', 'no')),
  text_id bigint REFERENCES consent_texts (id),
  decided_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  withdrawn_at timestamptz
);
CREATE INDEX cookie_choices_person_id ON cookie_choices (person_id, purpose);
CREATE INDEX cookie_choices_text_id ON cookie_choices (text_id);

CREATE TABLE sessions (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  tool text CHECK (tool IN ('text', 'voice')),
  token_hash text,
  started_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX sessions_person_id ON sessions (person_id);
CREATE INDEX sessions_ended_at ON sessions (ended_at);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- what is written and answered while a session runs. What is spoken goes from the browser to Azure and has no table.
CREATE TABLE prompts (
  id bigint PRIMARY KEY,
  session_id bigint NOT NULL REFERENCES sessions (id),
  person_id bigint NOT NULL REFERENCES people (id),
  body text,
  reply text,
  sent_at timestamptz NOT NULL
);
CREATE INDEX prompts_session_id ON prompts (session_id);
CREATE INDEX prompts_person_id ON prompts (person_id);

-- forwarded_at: when PostHog was sent it
CREATE TABLE statistics_events (
  id bigint PRIMARY KEY,
  person_id bigint REFERENCES people (id),
  name text,
  page text,
  occurred_at timestamptz NOT NULL,
  forwarded_at timestamptz
);
CREATE INDEX statistics_events_person_id ON statistics_events (person_id);
CREATE INDEX statistics_events_occurred_at ON statistics_events (occurred_at);

CREATE TABLE subscriptions (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  topics text,
  source text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX subscriptions_person_id ON subscriptions (person_id);
CREATE INDEX subscriptions_ended_at ON subscriptions (ended_at);

-- the log of mails sent
CREATE TABLE mails (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  class text CHECK (class IN ('newsletter', 'service')),
  subject text,
  unsubscribe_token text,
  sent_at timestamptz NOT NULL
);
CREATE INDEX mails_person_id ON mails (person_id);
CREATE INDEX mails_sent_at ON mails (sent_at);

CREATE TABLE enquiries (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  subject text,
  body text,
  answer text,
  received_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE INDEX enquiries_person_id ON enquiries (person_id);
CREATE INDEX enquiries_closed_at ON enquiries (closed_at);

-- what people asked for of their rights, and what came of it
CREATE TABLE rights_requests (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  kind text NOT NULL CHECK (kind IN ('access', 'erasure', 'rectification', 'withdrawal')),
  channel text NOT NULL CHECK (channel IN ('e-mail', 'settings')),
  outcome text CHECK (outcome IN ('met', 'refused')),
  ground text,
  received_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE INDEX rights_requests_person_id ON rights_requests (person_id);

-- of people who were signed in; what a passer-by sends is in files of the web server
CREATE TABLE abuse_records (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  reason text,
  ip text,
  browser text,
  page text,
  noted_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE INDEX abuse_records_person_id ON abuse_records (person_id);
CREATE INDEX abuse_records_closed_at ON abuse_records (closed_at);

-- licences that a school or a teacher has paid for
CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  number text NOT NULL UNIQUE,
  amount_cents bigint,
  billing_name text,
  billing_address text,
  issued_on date NOT NULL
);
CREATE INDEX invoices_person_id ON invoices (person_id);
CREATE INDEX invoices_issued_on ON invoices (issued_on);

-- the register of processors and their agreements
CREATE TABLE processors (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  service text NOT NULL,
  region text NOT NULL,
  agreement_reference text,
  agreement_signed_on date,
  agreement_ended_on date,
  in_use_from date NOT NULL,
  in_use_until date
);
