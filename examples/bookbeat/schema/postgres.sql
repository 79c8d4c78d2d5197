-- BookBeat: the database of a support desk, as its application would create it. PostgreSQL.

-- Companies that buy subscriptions for their people.
CREATE TABLE companies (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  organisation_number text NOT NULL UNIQUE
);

-- The CRM: everybody that support knows. `kind` is customer, company (acts for one) or other (has written, or visited), and has no CHECK:
-- imports bring what they bring.
CREATE TABLE contacts (
  id bigint PRIMARY KEY,
  kind text NOT NULL,
  name text,
  email text,
  phone text,
  company_id bigint REFERENCES companies (id),
  role text,
  registered_at timestamptz,
  notice_accepted_at timestamptz,
  confirmed_on date,
  relationship text NOT NULL CHECK (relationship IN ('active', 'ended')),
  relationship_ended_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX contacts_company_id ON contacts (company_id);
CREATE INDEX contacts_email ON contacts (email);
CREATE INDEX contacts_relationship_ended_at ON contacts (relationship_ended_at);

-- Visits to the pages of the help centre, on the web or in the app.
CREATE TABLE visits (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  site text NOT NULL CHECK (site IN ('web', 'app')),
  ip text,
  visited_at timestamptz NOT NULL
);
CREATE INDEX visits_contact_id ON visits (contact_id);

-- sampled_at: when the case was drawn for a quality review.
CREATE TABLE tickets (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  opened_by text NOT NULL CHECK (opened_by IN ('contact', 'support')),
  channel text NOT NULL CHECK (channel IN ('email', 'form', 'chat', 'phone')),
  team text NOT NULL,
  subject text,
  opened_at timestamptz NOT NULL,
  solved_at timestamptz,
  sampled_at timestamptz
);
CREATE INDEX tickets_contact_id ON tickets (contact_id);
CREATE INDEX tickets_opened_at ON tickets (opened_at);

CREATE TABLE messages (
  id bigint PRIMARY KEY,
  ticket_id bigint NOT NULL REFERENCES tickets (id),
  incoming boolean NOT NULL,
  body text,
  sent_at timestamptz NOT NULL
);
CREATE INDEX messages_ticket_id ON messages (ticket_id);

CREATE TABLE documents (
  id bigint PRIMARY KEY,
  ticket_id bigint NOT NULL REFERENCES tickets (id),
  file_name text,
  path text,
  added_at timestamptz NOT NULL
);
CREATE INDEX documents_ticket_id ON documents (ticket_id);

-- What an agent has noted about somebody, of a case or in general.
CREATE TABLE notes (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  ticket_id bigint REFERENCES tickets (id),
  body text,
  written_at timestamptz NOT NULL
);
CREATE INDEX notes_contact_id ON notes (contact_id);
CREATE INDEX notes_ticket_id ON notes (ticket_id);

-- What support has done to an account.
CREATE TABLE account_actions (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  ticket_id bigint REFERENCES tickets (id),
  action text,
  detail text,
  done_at timestamptz NOT NULL
);
CREATE INDEX account_actions_contact_id ON account_actions (contact_id);
CREATE INDEX account_actions_ticket_id ON account_actions (ticket_id);

CREATE TABLE quality_reviews (
  id bigint PRIMARY KEY,
  ticket_id bigint NOT NULL UNIQUE REFERENCES tickets (id),
  score bigint,
  comment text,
  reviewed_at timestamptz NOT NULL
);

-- The register of suppliers. annex_signed_on: when the supplier signed that its security is as good as ours.
CREATE TABLE suppliers (
  code text PRIMARY KEY,
  name text NOT NULL,
  used_since date,
  annex_signed_on date
);

-- Which case lies at which supplier under which number there: what the synchronisation updates and removes by.
CREATE TABLE supplier_copies (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  ticket_id bigint NOT NULL REFERENCES tickets (id),
  supplier text NOT NULL REFERENCES suppliers (code),
  external_id text NOT NULL,
  copied_at timestamptz NOT NULL,
  removed_at timestamptz,
  UNIQUE (supplier, external_id)
);
CREATE INDEX supplier_copies_contact_id ON supplier_copies (contact_id);
CREATE INDEX supplier_copies_ticket_id ON supplier_copies (ticket_id);

-- Vouchers of the books: an invoice, or with a negative amount what was paid back.
CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  number text NOT NULL UNIQUE,
  issued_on date NOT NULL,
  amount_cents bigint,
  currency text,
  billing_name text,
  billing_address text
);
CREATE INDEX invoices_contact_id ON invoices (contact_id);
CREATE INDEX invoices_issued_on ON invoices (issued_on);

-- What somebody has asked for by right. due_on: the last day of the time that the law gives, found when the request came.
CREATE TABLE rights_requests (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  kind text NOT NULL CHECK (kind IN ('access', 'correction', 'copy', 'objection', 'other')),
  body text,
  received_on date NOT NULL,
  due_on date NOT NULL,
  answered_on date,
  answer text
);
CREATE INDEX rights_requests_contact_id ON rights_requests (contact_id);
CREATE INDEX rights_requests_due_on ON rights_requests (due_on);
