-- BookBeat: the database of a support desk, as its application would create it. SQLite.
-- Dates are TEXT `YYYY-MM-DD`, instants TEXT `YYYY-MM-DDTHH:MM:SSZ`. The connection turns foreign keys on.

-- Companies that buy subscriptions for their people.
CREATE TABLE companies (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  organisation_number TEXT NOT NULL UNIQUE
);

-- The CRM: everybody that support knows. `kind` is customer, company (acts for one) or other (has written, or visited), and has no CHECK:
-- imports bring what they bring.
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT,
  email TEXT,
  phone TEXT,
  company_id INTEGER REFERENCES companies (id),
  role TEXT,
  registered_at TEXT,
  notice_accepted_at TEXT,
  confirmed_on TEXT,
  relationship TEXT NOT NULL CHECK (relationship IN ('active', 'ended')),
  relationship_ended_at TEXT,
  created_at TEXT NOT NULL
);
CREATE INDEX contacts_company_id ON contacts (company_id);
CREATE INDEX contacts_email ON contacts (email);
CREATE INDEX contacts_relationship_ended_at ON contacts (relationship_ended_at);

-- Visits to the pages of the help centre, on the web or in the app.
CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  site TEXT NOT NULL CHECK (site IN ('web', 'app')),
  ip TEXT,
  visited_at TEXT NOT NULL
);
CREATE INDEX visits_contact_id ON visits (contact_id);

-- sampled_at: when the case was drawn for a quality review.
CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  opened_by TEXT NOT NULL CHECK (opened_by IN ('contact', 'support')),
  channel TEXT NOT NULL CHECK (channel IN ('email', 'form', 'chat', 'phone')),
  team TEXT NOT NULL,
  subject TEXT,
  opened_at TEXT NOT NULL,
  solved_at TEXT,
  sampled_at TEXT
);
CREATE INDEX tickets_contact_id ON tickets (contact_id);
CREATE INDEX tickets_opened_at ON tickets (opened_at);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  incoming BOOLEAN NOT NULL CHECK (incoming IN (0, 1)),
  body TEXT,
  sent_at TEXT NOT NULL
);
CREATE INDEX messages_ticket_id ON messages (ticket_id);

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  file_name TEXT,
  path TEXT,
  added_at TEXT NOT NULL
);
CREATE INDEX documents_ticket_id ON documents (ticket_id);

-- What an agent has noted about somebody, of a case or in general.
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  ticket_id INTEGER REFERENCES tickets (id),
  body TEXT,
  written_at TEXT NOT NULL
);
CREATE INDEX notes_contact_id ON notes (contact_id);
CREATE INDEX notes_ticket_id ON notes (ticket_id);

-- What support has done to an account.
CREATE TABLE account_actions (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  ticket_id INTEGER REFERENCES tickets (id),
  action TEXT,
  detail TEXT,
  done_at TEXT NOT NULL
);
CREATE INDEX account_actions_contact_id ON account_actions (contact_id);
CREATE INDEX account_actions_ticket_id ON account_actions (ticket_id);

CREATE TABLE quality_reviews (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL UNIQUE REFERENCES tickets (id),
  score INTEGER,
  comment TEXT,
  reviewed_at TEXT NOT NULL
);

-- The register of suppliers. annex_signed_on: when the supplier signed that its security is as good as ours.
CREATE TABLE suppliers (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  used_since TEXT,
  annex_signed_on TEXT
);

-- Which case lies at which supplier under which number there: what the synchronisation updates and removes by.
CREATE TABLE supplier_copies (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  supplier TEXT NOT NULL REFERENCES suppliers (code),
  external_id TEXT NOT NULL,
  copied_at TEXT NOT NULL,
  removed_at TEXT,
  UNIQUE (supplier, external_id)
);
CREATE INDEX supplier_copies_contact_id ON supplier_copies (contact_id);
CREATE INDEX supplier_copies_ticket_id ON supplier_copies (ticket_id);

-- Vouchers of the books: an invoice, or with a negative amount what was paid back.
CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  number TEXT NOT NULL UNIQUE,
  issued_on TEXT NOT NULL,
  amount_cents INTEGER,
  currency TEXT,
  billing_name TEXT,
  billing_address TEXT
);
CREATE INDEX invoices_contact_id ON invoices (contact_id);
CREATE INDEX invoices_issued_on ON invoices (issued_on);

-- What somebody has asked for by right. due_on: the last day of the time that the law gives, found when the request came.
CREATE TABLE rights_requests (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  kind TEXT NOT NULL CHECK (kind IN ('access', 'correction', 'copy', 'objection', 'other')),
  body TEXT,
  received_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  answered_on TEXT,
  answer TEXT
);
CREATE INDEX rights_requests_contact_id ON rights_requests (contact_id);
CREATE INDEX rights_requests_due_on ON rights_requests (due_on);
