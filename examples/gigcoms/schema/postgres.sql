-- GigComs: the database of a booking service, as its application would create it. PostgreSQL.
-- Every personal table has row level security; the application sets app.account_id for each request. The owner is not bound by it.

CREATE TABLE accounts (
  id bigint PRIMARY KEY,
  email text NOT NULL UNIQUE,
  display_name text NOT NULL,
  password_hash text,
  created_at timestamptz,
  last_login_at timestamptz,
  deleted_at timestamptz
);
CREATE INDEX accounts_deleted_at ON accounts (deleted_at);

CREATE TABLE profiles (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL UNIQUE REFERENCES accounts (id),
  kind text CHECK (kind IN ('artist', 'booker')),
  username text NOT NULL UNIQUE,
  bio text,
  avatar_url text,
  time_zone text,
  language text,
  updated_at timestamptz
);

CREATE TABLE agent_settings (
  account_id bigint PRIMARY KEY REFERENCES accounts (id),
  auto_reply boolean NOT NULL,
  min_fee_cents bigint,
  max_fee_cents bigint,
  updated_at timestamptz
);

CREATE TABLE bookings (
  id bigint PRIMARY KEY,
  artist_id bigint REFERENCES accounts (id),
  booker_id bigint REFERENCES accounts (id),
  event_name text,
  venue text,
  event_date date NOT NULL,
  status text,
  fee_cents bigint,
  currency text,
  artist_note text,
  booker_note text,
  created_at timestamptz
);
CREATE INDEX bookings_artist_id ON bookings (artist_id);
CREATE INDEX bookings_booker_id ON bookings (booker_id);
CREATE INDEX bookings_event_date ON bookings (event_date);

CREATE TABLE contracts (
  id bigint PRIMARY KEY,
  booking_id bigint NOT NULL REFERENCES bookings (id),
  body text,
  signed_artist_at timestamptz,
  signed_booker_at timestamptz
);
CREATE INDEX contracts_booking_id ON contracts (booking_id);

CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  booking_id bigint NOT NULL REFERENCES bookings (id),
  number text,
  amount_cents bigint,
  issued_on date,
  pdf_path text
);
CREATE INDEX invoices_booking_id ON invoices (booking_id);

CREATE TABLE documents (
  id bigint PRIMARY KEY,
  booking_id bigint NOT NULL REFERENCES bookings (id),
  title text,
  path text
);
CREATE INDEX documents_booking_id ON documents (booking_id);

CREATE TABLE payments (
  id bigint PRIMARY KEY,
  booking_id bigint NOT NULL REFERENCES bookings (id),
  stripe_reference text,
  amount_cents bigint,
  currency text,
  created_at timestamptz
);
CREATE INDEX payments_booking_id ON payments (booking_id);

CREATE TABLE messages (
  id bigint PRIMARY KEY,
  booking_id bigint NOT NULL REFERENCES bookings (id),
  sender_id bigint REFERENCES accounts (id),
  recipient_id bigint REFERENCES accounts (id),
  channel text,
  body text,
  sent_at timestamptz NOT NULL
);
CREATE INDEX messages_booking_id ON messages (booking_id);
CREATE INDEX messages_sender_id ON messages (sender_id);
CREATE INDEX messages_recipient_id ON messages (recipient_id);
CREATE INDEX messages_sent_at ON messages (sent_at);

-- account_id is NULL once the log is anonymised
CREATE TABLE ai_chats (
  id bigint PRIMARY KEY,
  account_id bigint REFERENCES accounts (id),
  prompt text,
  reply text,
  model text,
  sent_at timestamptz NOT NULL
);
CREATE INDEX ai_chats_account_id ON ai_chats (account_id);
CREATE INDEX ai_chats_sent_at ON ai_chats (sent_at);

CREATE TABLE ai_tool_calls (
  id bigint PRIMARY KEY,
  chat_id bigint NOT NULL REFERENCES ai_chats (id) ON DELETE CASCADE,
  tool text,
  created_at timestamptz
);
CREATE INDEX ai_tool_calls_chat_id ON ai_tool_calls (chat_id);

CREATE TABLE ai_drafts (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  booking_id bigint NOT NULL REFERENCES bookings (id),
  body text,
  status text CHECK (status IN ('draft', 'queued', 'sent')),
  auto boolean NOT NULL,
  approved_at timestamptz,
  sent_at timestamptz
);
CREATE INDEX ai_drafts_account_id ON ai_drafts (account_id);
CREATE INDEX ai_drafts_booking_id ON ai_drafts (booking_id);

CREATE TABLE usage_events (
  id bigint PRIMARY KEY,
  account_id bigint REFERENCES accounts (id),
  name text,
  page text,
  occurred_at timestamptz NOT NULL
);
CREATE INDEX usage_events_account_id ON usage_events (account_id);
CREATE INDEX usage_events_occurred_at ON usage_events (occurred_at);

CREATE TABLE devices (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  ip text,
  browser text,
  os text,
  device_id text,
  last_seen_at timestamptz
);
CREATE INDEX devices_account_id ON devices (account_id);

CREATE TABLE sessions (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  token_hash text,
  created_at timestamptz,
  expires_at timestamptz
);
CREATE INDEX sessions_account_id ON sessions (account_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE api_keys (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  label text,
  key_hash text,
  created_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_keys_account_id ON api_keys (account_id);

CREATE TABLE consents (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  purpose text CHECK (purpose IN ('analytics', 'marketing', 'whatsapp', 'email')),
  given_at timestamptz,
  withdrawn_at timestamptz,
  UNIQUE (account_id, purpose)
);

CREATE TABLE channel_connections (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  channel text CHECK (channel IN ('whatsapp', 'email')),
  external_id text,
  connected_at timestamptz,
  disconnected_at timestamptz
);
CREATE INDEX channel_connections_account_id ON channel_connections (account_id);

-- the log of mails sent
CREATE TABLE emails (
  id bigint PRIMARY KEY,
  account_id bigint REFERENCES accounts (id),
  class text CHECK (class IN ('transactional', 'marketing')),
  template text,
  booking_id bigint REFERENCES bookings (id),
  sent_at timestamptz NOT NULL
);
CREATE INDEX emails_account_id ON emails (account_id);
CREATE INDEX emails_booking_id ON emails (booking_id);
CREATE INDEX emails_sent_at ON emails (sent_at);

-- what was handed to authorities, with its legal reference
CREATE TABLE disclosures (
  id bigint PRIMARY KEY,
  account_id bigint REFERENCES accounts (id),
  recipient text,
  legal_reference text,
  approved_by text,
  disclosed_at timestamptz
);
CREATE INDEX disclosures_account_id ON disclosures (account_id);

-- Row level security: a person reads and writes what is about that person; what belongs to a booking, its two parties.
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY accounts_own ON accounts
  USING (id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY profiles_own ON profiles
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE agent_settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY agent_settings_own ON agent_settings
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE bookings ENABLE ROW LEVEL SECURITY;
CREATE POLICY bookings_own ON bookings
  USING (nullif(current_setting('app.account_id', true), '')::bigint IN (artist_id, booker_id));
ALTER TABLE contracts ENABLE ROW LEVEL SECURITY;
CREATE POLICY contracts_own ON contracts
  USING (EXISTS (SELECT 1 FROM bookings b WHERE b.id = booking_id AND nullif(current_setting('app.account_id', true), '')::bigint IN (b.artist_id, b.booker_id)));
ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
CREATE POLICY invoices_own ON invoices
  USING (EXISTS (SELECT 1 FROM bookings b WHERE b.id = booking_id AND nullif(current_setting('app.account_id', true), '')::bigint IN (b.artist_id, b.booker_id)));
ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY documents_own ON documents
  USING (EXISTS (SELECT 1 FROM bookings b WHERE b.id = booking_id AND nullif(current_setting('app.account_id', true), '')::bigint IN (b.artist_id, b.booker_id)));
ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
CREATE POLICY payments_own ON payments
  USING (EXISTS (SELECT 1 FROM bookings b WHERE b.id = booking_id AND nullif(current_setting('app.account_id', true), '')::bigint IN (b.artist_id, b.booker_id)));
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY messages_own ON messages
  USING (nullif(current_setting('app.account_id', true), '')::bigint IN (sender_id, recipient_id));
ALTER TABLE ai_chats ENABLE ROW LEVEL SECURITY;
CREATE POLICY ai_chats_own ON ai_chats
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE ai_tool_calls ENABLE ROW LEVEL SECURITY;
CREATE POLICY ai_tool_calls_own ON ai_tool_calls
  USING (EXISTS (SELECT 1 FROM ai_chats c WHERE c.id = chat_id AND c.account_id = nullif(current_setting('app.account_id', true), '')::bigint));
ALTER TABLE ai_drafts ENABLE ROW LEVEL SECURITY;
CREATE POLICY ai_drafts_own ON ai_drafts
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE usage_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY usage_events_own ON usage_events
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE devices ENABLE ROW LEVEL SECURITY;
CREATE POLICY devices_own ON devices
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_own ON sessions
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY api_keys_own ON api_keys
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE consents ENABLE ROW LEVEL SECURITY;
CREATE POLICY consents_own ON consents
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE channel_connections ENABLE ROW LEVEL SECURITY;
CREATE POLICY channel_connections_own ON channel_connections
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE emails ENABLE ROW LEVEL SECURITY;
CREATE POLICY emails_own ON emails
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
ALTER TABLE disclosures ENABLE ROW LEVEL SECURITY;
CREATE POLICY disclosures_own ON disclosures
  USING (account_id = nullif(current_setting('app.account_id', true), '')::bigint);
