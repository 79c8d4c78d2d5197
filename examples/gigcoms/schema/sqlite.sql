-- GigComs: the database of a booking service, as its application would create it. SQLite.
-- Dates are TEXT `YYYY-MM-DD`, instants TEXT `YYYY-MM-DDTHH:MM:SSZ`. The connection turns foreign keys on.

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  password_hash TEXT,
  created_at TEXT,
  last_login_at TEXT,
  deleted_at TEXT
);
CREATE INDEX accounts_deleted_at ON accounts (deleted_at);

CREATE TABLE profiles (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL UNIQUE REFERENCES accounts (id),
  kind TEXT CHECK (kind IN ('artist', 'booker')),
  username TEXT NOT NULL UNIQUE,
  bio TEXT,
  avatar_url TEXT,
  time_zone TEXT,
  language TEXT,
  updated_at TEXT
);

CREATE TABLE agent_settings (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  auto_reply BOOLEAN NOT NULL CHECK (auto_reply IN (0, 1)),
  min_fee_cents INTEGER,
  max_fee_cents INTEGER,
  updated_at TEXT
);

CREATE TABLE bookings (
  id INTEGER PRIMARY KEY,
  artist_id INTEGER REFERENCES accounts (id),
  booker_id INTEGER REFERENCES accounts (id),
  event_name TEXT,
  venue TEXT,
  event_date TEXT NOT NULL,
  status TEXT,
  fee_cents INTEGER,
  currency TEXT,
  artist_note TEXT,
  booker_note TEXT,
  created_at TEXT
);
CREATE INDEX bookings_artist_id ON bookings (artist_id);
CREATE INDEX bookings_booker_id ON bookings (booker_id);
CREATE INDEX bookings_event_date ON bookings (event_date);

CREATE TABLE contracts (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  body TEXT,
  signed_artist_at TEXT,
  signed_booker_at TEXT
);
CREATE INDEX contracts_booking_id ON contracts (booking_id);

CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  number TEXT,
  amount_cents INTEGER,
  issued_on TEXT,
  pdf_path TEXT
);
CREATE INDEX invoices_booking_id ON invoices (booking_id);

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  title TEXT,
  path TEXT
);
CREATE INDEX documents_booking_id ON documents (booking_id);

CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  stripe_reference TEXT,
  amount_cents INTEGER,
  currency TEXT,
  created_at TEXT
);
CREATE INDEX payments_booking_id ON payments (booking_id);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  sender_id INTEGER REFERENCES accounts (id),
  recipient_id INTEGER REFERENCES accounts (id),
  channel TEXT,
  body TEXT,
  sent_at TEXT NOT NULL
);
CREATE INDEX messages_booking_id ON messages (booking_id);
CREATE INDEX messages_sender_id ON messages (sender_id);
CREATE INDEX messages_recipient_id ON messages (recipient_id);
CREATE INDEX messages_sent_at ON messages (sent_at);

-- account_id is NULL once the log is anonymised
CREATE TABLE ai_chats (
  id INTEGER PRIMARY KEY,
  account_id INTEGER REFERENCES accounts (id),
  prompt TEXT,
  reply TEXT,
  model TEXT,
  sent_at TEXT NOT NULL
);
CREATE INDEX ai_chats_account_id ON ai_chats (account_id);
CREATE INDEX ai_chats_sent_at ON ai_chats (sent_at);

CREATE TABLE ai_tool_calls (
  id INTEGER PRIMARY KEY,
  chat_id INTEGER NOT NULL REFERENCES ai_chats (id) ON DELETE CASCADE,
  tool TEXT,
  created_at TEXT
);
CREATE INDEX ai_tool_calls_chat_id ON ai_tool_calls (chat_id);

CREATE TABLE ai_drafts (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  body TEXT,
  status TEXT CHECK (status IN ('draft', 'queued', 'sent')),
  auto BOOLEAN NOT NULL CHECK (auto IN (0, 1)),
  approved_at TEXT,
  sent_at TEXT
);
CREATE INDEX ai_drafts_account_id ON ai_drafts (account_id);
CREATE INDEX ai_drafts_booking_id ON ai_drafts (booking_id);

CREATE TABLE usage_events (
  id INTEGER PRIMARY KEY,
  account_id INTEGER REFERENCES accounts (id),
  name TEXT,
  page TEXT,
  occurred_at TEXT NOT NULL
);
CREATE INDEX usage_events_account_id ON usage_events (account_id);
CREATE INDEX usage_events_occurred_at ON usage_events (occurred_at);

CREATE TABLE devices (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  ip TEXT,
  browser TEXT,
  os TEXT,
  device_id TEXT,
  last_seen_at TEXT
);
CREATE INDEX devices_account_id ON devices (account_id);

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  token_hash TEXT,
  created_at TEXT,
  expires_at TEXT
);
CREATE INDEX sessions_account_id ON sessions (account_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE api_keys (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  label TEXT,
  key_hash TEXT,
  created_at TEXT,
  revoked_at TEXT
);
CREATE INDEX api_keys_account_id ON api_keys (account_id);

CREATE TABLE consents (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  purpose TEXT CHECK (purpose IN ('analytics', 'marketing', 'whatsapp', 'email')),
  given_at TEXT,
  withdrawn_at TEXT,
  UNIQUE (account_id, purpose)
);

CREATE TABLE channel_connections (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  channel TEXT CHECK (channel IN ('whatsapp', 'email')),
  external_id TEXT,
  connected_at TEXT,
  disconnected_at TEXT
);
CREATE INDEX channel_connections_account_id ON channel_connections (account_id);

-- the log of mails sent
CREATE TABLE emails (
  id INTEGER PRIMARY KEY,
  account_id INTEGER REFERENCES accounts (id),
  class TEXT CHECK (class IN ('transactional', 'marketing')),
  template TEXT,
  booking_id INTEGER REFERENCES bookings (id),
  sent_at TEXT NOT NULL
);
CREATE INDEX emails_account_id ON emails (account_id);
CREATE INDEX emails_booking_id ON emails (booking_id);
CREATE INDEX emails_sent_at ON emails (sent_at);

-- what was handed to authorities, with its legal reference
CREATE TABLE disclosures (
  id INTEGER PRIMARY KEY,
  account_id INTEGER REFERENCES accounts (id),
  recipient TEXT,
  legal_reference TEXT,
  approved_by TEXT,
  disclosed_at TEXT
);
CREATE INDEX disclosures_account_id ON disclosures (account_id);
