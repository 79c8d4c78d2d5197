-- Larabot: the database of AI tools for schools, as its application would create it. SQLite.
-- Dates are TEXT `YYYY-MM-DD`, instants TEXT `YYYY-MM-DDTHH:MM:SSZ`. The connection turns foreign keys on.

-- Everybody that a row is about: who has an account, who takes the newsletter, who wrote to us, and browsers that answered the banner (visitor_key).
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  email TEXT UNIQUE,
  display_name TEXT,
  visitor_key TEXT UNIQUE,
  created_at TEXT,
  account_opened_at TEXT,
  account_closed_at TEXT,
  erasure_requested_at TEXT,
  left_at TEXT,
  unsubscribed_at TEXT,
  enquiry_closed_at TEXT,
  service_withdrawn_at TEXT,
  newsletter_withdrawn_at TEXT,
  statistics_withdrawn_at TEXT
);
CREATE INDEX people_account_closed_at ON people (account_closed_at);
CREATE INDEX people_left_at ON people (left_at);
CREATE INDEX people_erasure_requested_at ON people (erasure_requested_at);

CREATE TABLE logins (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL UNIQUE REFERENCES people (id),
  service TEXT NOT NULL,
  external_id TEXT UNIQUE,
  school TEXT,
  role TEXT,
  password_hash TEXT,
  last_login_at TEXT
);

-- the text that somebody was shown before a yes: what data, what for, who gets it
CREATE TABLE consent_texts (
  id INTEGER PRIMARY KEY,
  language TEXT NOT NULL,
  data_told TEXT,
  purpose_told TEXT,
  parties_told TEXT,
  published_at TEXT NOT NULL
);

-- receipts: each yes is a row of its own
CREATE TABLE consents (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('service', 'newsletter')),
  text_id INTEGER REFERENCES consent_texts (id),
  given_at TEXT NOT NULL,
  withdrawn_at TEXT
);
CREATE INDEX consents_person_id ON consents (person_id, purpose);
CREATE INDEX consents_text_id ON consents (text_id);

-- what was answered in the cookie banner; each answer is a row of its own
CREATE TABLE cookie_choices (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  purpose TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no')),
  text_id INTEGER REFERENCES consent_texts (id),
  decided_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  withdrawn_at TEXT
);
CREATE INDEX cookie_choices_person_id ON cookie_choices (person_id, purpose);
CREATE INDEX cookie_choices_text_id ON cookie_choices (text_id);

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  tool TEXT CHECK (tool IN ('text', 'voice')),
  token_hash TEXT,
  started_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  ended_at TEXT
);
CREATE INDEX sessions_person_id ON sessions (person_id);
CREATE INDEX sessions_ended_at ON sessions (ended_at);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- what is written and answered while a session runs. What is spoken goes from the browser to Azure and has no table.
CREATE TABLE prompts (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES sessions (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  body TEXT,
  reply TEXT,
  sent_at TEXT NOT NULL
);
CREATE INDEX prompts_session_id ON prompts (session_id);
CREATE INDEX prompts_person_id ON prompts (person_id);

-- forwarded_at: when PostHog was sent it
CREATE TABLE statistics_events (
  id INTEGER PRIMARY KEY,
  person_id INTEGER REFERENCES people (id),
  name TEXT,
  page TEXT,
  occurred_at TEXT NOT NULL,
  forwarded_at TEXT
);
CREATE INDEX statistics_events_person_id ON statistics_events (person_id);
CREATE INDEX statistics_events_occurred_at ON statistics_events (occurred_at);

CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  topics TEXT,
  source TEXT,
  started_at TEXT NOT NULL,
  ended_at TEXT
);
CREATE INDEX subscriptions_person_id ON subscriptions (person_id);
CREATE INDEX subscriptions_ended_at ON subscriptions (ended_at);

-- the log of mails sent
CREATE TABLE mails (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  class TEXT CHECK (class IN ('newsletter', 'service')),
  subject TEXT,
  unsubscribe_token TEXT,
  sent_at TEXT NOT NULL
);
CREATE INDEX mails_person_id ON mails (person_id);
CREATE INDEX mails_sent_at ON mails (sent_at);

CREATE TABLE enquiries (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  subject TEXT,
  body TEXT,
  answer TEXT,
  received_at TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX enquiries_person_id ON enquiries (person_id);
CREATE INDEX enquiries_closed_at ON enquiries (closed_at);

-- what people asked for of their rights, and what came of it
CREATE TABLE rights_requests (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL CHECK (kind IN ('access', 'erasure', 'rectification', 'withdrawal')),
  channel TEXT NOT NULL CHECK (channel IN ('e-mail', 'settings')),
  outcome TEXT CHECK (outcome IN ('met', 'refused')),
  ground TEXT,
  received_at TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX rights_requests_person_id ON rights_requests (person_id);

-- of people who were signed in; what a passer-by sends is in files of the web server
CREATE TABLE abuse_records (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  reason TEXT,
  ip TEXT,
  browser TEXT,
  page TEXT,
  noted_at TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX abuse_records_person_id ON abuse_records (person_id);
CREATE INDEX abuse_records_closed_at ON abuse_records (closed_at);

-- licences that a school or a teacher has paid for
CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  number TEXT NOT NULL UNIQUE,
  amount_cents INTEGER,
  billing_name TEXT,
  billing_address TEXT,
  issued_on TEXT NOT NULL
);
CREATE INDEX invoices_person_id ON invoices (person_id);
CREATE INDEX invoices_issued_on ON invoices (issued_on);

-- the register of processors and their agreements
CREATE TABLE processors (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  service TEXT NOT NULL,
  region TEXT NOT NULL,
  agreement_reference TEXT,
  agreement_signed_on TEXT,
  agreement_ended_on TEXT,
  in_use_from TEXT NOT NULL,
  in_use_until TEXT
);
