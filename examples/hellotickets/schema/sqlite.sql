-- Hellotickets: the database of a ticket shop, as its application would create it. SQLite.
-- Dates are TEXT `YYYY-MM-DD`, instants TEXT `YYYY-MM-DDTHH:MM:SSZ`, the bot's moments TEXT `YYYY-MM-DD HH:MM:SS`. The connection turns foreign keys on.

-- everybody whom the shop knows, whatever as. One register, since a person is often two of these (a customer who applies for a job, an affiliate who buys),
-- since "last interest", "asked to be deleted" and "no longer works with us" are said of a person and not of a customer, and since a store of Løfte has one
-- table of people. What only one kind has stands in a table of its own that shares the key.
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('customer', 'web-user', 'candidate', 'affiliate', 'employee')),
  email TEXT UNIQUE,
  full_name TEXT,
  phone TEXT,
  country TEXT,
  created_at TEXT NOT NULL,
  last_interest_at TEXT NOT NULL,
  relationship_ended_at TEXT,
  process_closed_on TEXT,
  erasure_requested_at TEXT,
  chat_consent_at TEXT,
  chat_consent_withdrawn_at TEXT
);
CREATE INDEX contacts_last_interest_at ON contacts (last_interest_at);
CREATE INDEX contacts_relationship_ended_at ON contacts (relationship_ended_at);
CREATE INDEX contacts_process_closed_on ON contacts (process_closed_on);

CREATE TABLE customers (
  contact_id INTEGER PRIMARY KEY REFERENCES contacts (id),
  billing_name TEXT,
  billing_address TEXT,
  tax_number TEXT
);

-- what is sold; nobody's
CREATE TABLE shows (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  venue TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (contact_id),
  reference TEXT NOT NULL UNIQUE,
  placed_at TEXT NOT NULL,
  total_cents INTEGER,
  currency TEXT,
  special_request TEXT,
  delivered_at TEXT,
  dispute_opened_at TEXT,
  dispute_closed_at TEXT
);
CREATE INDEX orders_customer_id ON orders (customer_id);
CREATE INDEX orders_delivered_at ON orders (delivered_at);

CREATE TABLE order_items (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  show_id INTEGER REFERENCES shows (id),
  visitor_name TEXT,
  seat TEXT,
  price_cents INTEGER
);
CREATE INDEX order_items_order_id ON order_items (order_id);
CREATE INDEX order_items_show_id ON order_items (show_id);

-- the card itself is with the gateway
CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  customer_id INTEGER REFERENCES customers (contact_id),
  transaction_id TEXT NOT NULL UNIQUE,
  amount_cents INTEGER,
  currency TEXT,
  contact_email TEXT,
  method TEXT,
  paid_on TEXT NOT NULL,
  gateway TEXT,
  payer_name TEXT,
  card_last_four TEXT,
  gateway_answer TEXT
);
CREATE INDEX payments_order_id ON payments (order_id);
CREATE INDEX payments_customer_id ON payments (customer_id);
CREATE INDEX payments_paid_on ON payments (paid_on);

CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  customer_id INTEGER REFERENCES customers (contact_id),
  number TEXT NOT NULL UNIQUE,
  issued_on TEXT NOT NULL,
  total_cents INTEGER,
  tax_cents INTEGER,
  billing_name TEXT,
  billing_address TEXT,
  tax_number TEXT
);
CREATE INDEX invoices_order_id ON invoices (order_id);
CREATE INDEX invoices_customer_id ON invoices (customer_id);
CREATE INDEX invoices_issued_on ON invoices (issued_on);

CREATE TABLE carts (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  email TEXT,
  created_at TEXT NOT NULL,
  abandoned_at TEXT,
  order_id INTEGER REFERENCES orders (id)
);
CREATE INDEX carts_contact_id ON carts (contact_id);
CREATE INDEX carts_order_id ON carts (order_id);
CREATE INDEX carts_abandoned_at ON carts (abandoned_at);

CREATE TABLE cart_items (
  id INTEGER PRIMARY KEY,
  cart_id INTEGER NOT NULL REFERENCES carts (id),
  show_id INTEGER REFERENCES shows (id),
  quantity INTEGER,
  price_cents INTEGER
);
CREATE INDEX cart_items_cart_id ON cart_items (cart_id);
CREATE INDEX cart_items_show_id ON cart_items (show_id);

-- the log of reminders sent
CREATE TABLE cart_reminders (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER REFERENCES contacts (id),
  email TEXT,
  template TEXT,
  sent_at TEXT NOT NULL,
  clicked_at TEXT
);
CREATE INDEX cart_reminders_contact_id ON cart_reminders (contact_id);

-- a copy of Zendesk, fetched every night: moments stay as the interface writes them, as texts, and the requester stands beside each part of a ticket
CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  requester_id INTEGER REFERENCES contacts (id),
  channel TEXT NOT NULL CHECK (channel IN ('webform', 'email', 'whatsapp', 'bot')),
  requester_name TEXT,
  requester_email TEXT,
  order_reference TEXT,
  subject TEXT,
  topic TEXT,
  sensitive BOOLEAN NOT NULL CHECK (sensitive IN (0, 1)),
  created_at TEXT NOT NULL,
  solved_at TEXT,
  review_reason TEXT CHECK (review_reason IN ('analysis', 'complaint')),
  review_ended_at TEXT
);
CREATE INDEX tickets_requester_id ON tickets (requester_id);
CREATE INDEX tickets_solved_at ON tickets (solved_at);

CREATE TABLE ticket_messages (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  requester_id INTEGER REFERENCES contacts (id),
  from_customer BOOLEAN NOT NULL CHECK (from_customer IN (0, 1)),
  body TEXT,
  sent_at TEXT NOT NULL
);
CREATE INDEX ticket_messages_ticket_id ON ticket_messages (ticket_id);
CREATE INDEX ticket_messages_requester_id ON ticket_messages (requester_id);

CREATE TABLE ticket_attachments (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  requester_id INTEGER REFERENCES contacts (id),
  file_name TEXT,
  path TEXT,
  needed BOOLEAN NOT NULL CHECK (needed IN (0, 1)),
  added_at TEXT NOT NULL
);
CREATE INDEX ticket_attachments_ticket_id ON ticket_attachments (ticket_id);
CREATE INDEX ticket_attachments_requester_id ON ticket_attachments (requester_id);
CREATE INDEX ticket_attachments_added_at ON ticket_attachments (added_at);

-- the bot writes Madrid time without saying so
CREATE TABLE bot_conversations (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  visitor_name TEXT,
  visitor_email TEXT,
  show_of_interest TEXT,
  started_at TEXT NOT NULL,
  last_message_at TEXT NOT NULL,
  converted_at TEXT
);
CREATE INDEX bot_conversations_contact_id ON bot_conversations (contact_id);
CREATE INDEX bot_conversations_last_message_at ON bot_conversations (last_message_at);

CREATE TABLE bot_messages (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES bot_conversations (id),
  from_bot BOOLEAN NOT NULL CHECK (from_bot IN (0, 1)),
  body TEXT,
  flagged_on TEXT
);
CREATE INDEX bot_messages_conversation_id ON bot_messages (conversation_id);

-- what was sent to Swifteq, until somebody has found the translation good
CREATE TABLE translations (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES contacts (id),
  agent_id INTEGER REFERENCES contacts (id),
  agent_email TEXT,
  from_language TEXT NOT NULL,
  to_language TEXT NOT NULL,
  source_text TEXT,
  translated_text TEXT,
  requested_at TEXT NOT NULL,
  checked_at TEXT
);
CREATE INDEX translations_customer_id ON translations (customer_id);
CREATE INDEX translations_agent_id ON translations (agent_id);

-- somebody wants to be called or written to, by the chat or a form, and it was neither ticket nor talk with the bot
CREATE TABLE contact_requests (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER REFERENCES contacts (id),
  channel TEXT NOT NULL,
  message TEXT,
  page TEXT,
  attachment_path TEXT,
  sent_at TEXT NOT NULL
);
CREATE INDEX contact_requests_contact_id ON contact_requests (contact_id);

CREATE TABLE cookie_consents (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER REFERENCES contacts (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('recording', 'advertising')),
  cookie_id TEXT,
  ip TEXT,
  choice TEXT,
  given_at TEXT NOT NULL,
  withdrawn_at TEXT,
  UNIQUE (contact_id, purpose)
);

-- visits that Clarity has recorded: what its interface tells of them
CREATE TABLE session_recordings (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER REFERENCES contacts (id),
  consent_id INTEGER NOT NULL REFERENCES cookie_consents (id),
  pages TEXT,
  device TEXT,
  movements TEXT,
  recorded_at TEXT NOT NULL
);
CREATE INDEX session_recordings_contact_id ON session_recordings (contact_id);
CREATE INDEX session_recordings_consent_id ON session_recordings (consent_id);
CREATE INDEX session_recordings_recorded_at ON session_recordings (recorded_at);

CREATE TABLE audience_members (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER REFERENCES contacts (id),
  consent_id INTEGER NOT NULL REFERENCES cookie_consents (id),
  audience TEXT,
  email_hash TEXT,
  added_at TEXT NOT NULL
);
CREATE INDEX audience_members_contact_id ON audience_members (contact_id);
CREATE INDEX audience_members_consent_id ON audience_members (consent_id);

CREATE TABLE recruitment_processes (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  team TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  closed_on TEXT
);

CREATE TABLE candidates (
  contact_id INTEGER PRIMARY KEY REFERENCES contacts (id),
  birth_date TEXT,
  nationality TEXT,
  address TEXT,
  cv_path TEXT,
  experience TEXT,
  ats_consent_at TEXT NOT NULL,
  ats_consent_withdrawn_at TEXT
);

-- keep me for later: one year or two
CREATE TABLE candidate_consents (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL UNIQUE REFERENCES contacts (id),
  years INTEGER NOT NULL CHECK (years IN (1, 2)),
  given_at TEXT NOT NULL,
  withdrawn_at TEXT
);

CREATE TABLE applications (
  id INTEGER PRIMARY KEY,
  candidate_id INTEGER NOT NULL REFERENCES candidates (contact_id),
  process_id INTEGER NOT NULL REFERENCES recruitment_processes (id),
  answers TEXT,
  stage TEXT,
  notes TEXT,
  applied_at TEXT NOT NULL
);
CREATE INDEX applications_candidate_id ON applications (candidate_id);
CREATE INDEX applications_process_id ON applications (process_id);

CREATE TABLE affiliates (
  contact_id INTEGER PRIMARY KEY REFERENCES contacts (id),
  network TEXT,
  website TEXT,
  iban TEXT,
  legal_name TEXT,
  tax_number TEXT,
  last_payout_on TEXT
);

CREATE TABLE affiliate_payouts (
  id INTEGER PRIMARY KEY,
  affiliate_id INTEGER NOT NULL REFERENCES affiliates (contact_id),
  amount_cents INTEGER,
  withheld_cents INTEGER,
  invoice_number TEXT,
  paid_on TEXT NOT NULL
);
CREATE INDEX affiliate_payouts_affiliate_id ON affiliate_payouts (affiliate_id);
CREATE INDEX affiliate_payouts_paid_on ON affiliate_payouts (paid_on);

-- a sale that an affiliate brought; affiliate_id is NULL once it is a number in the statistics
CREATE TABLE affiliate_conversions (
  id INTEGER PRIMARY KEY,
  affiliate_id INTEGER REFERENCES affiliates (contact_id),
  code TEXT,
  show_id INTEGER REFERENCES shows (id),
  commission_cents INTEGER,
  occurred_at TEXT NOT NULL
);
CREATE INDEX affiliate_conversions_affiliate_id ON affiliate_conversions (affiliate_id);
CREATE INDEX affiliate_conversions_show_id ON affiliate_conversions (show_id);

CREATE TABLE rights_requests (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  kind TEXT NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
  identity_document TEXT,
  body TEXT,
  answer TEXT,
  received_on TEXT NOT NULL,
  handled_on TEXT
);
CREATE INDEX rights_requests_contact_id ON rights_requests (contact_id);
CREATE INDEX rights_requests_handled_on ON rights_requests (handled_on);

-- every version of every text; author_id is NULL once the text rests in the archive and its author has left
CREATE TABLE web_texts (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  author_id INTEGER REFERENCES contacts (id),
  byline TEXT,
  published_at TEXT NOT NULL,
  replaced_at TEXT
);
CREATE INDEX web_texts_author_id ON web_texts (author_id);

-- every field that the shop's forms and the bot ask for; the pages are made from it. Nobody's
CREATE TABLE form_fields (
  id INTEGER PRIMARY KEY,
  form TEXT NOT NULL,
  name TEXT NOT NULL,
  needed_for TEXT,
  masked BOOLEAN NOT NULL CHECK (masked IN (0, 1)),
  retired_on TEXT,
  UNIQUE (form, name)
);

-- the agents of Zendesk, fetched every night
CREATE TABLE zendesk_agents (
  id INTEGER PRIMARY KEY,
  employee_id INTEGER UNIQUE REFERENCES contacts (id),
  email TEXT,
  full_name TEXT,
  fetched_at TEXT NOT NULL
);

-- how a talk with the bot ended, and who has looked at it; a supervisor closes a list every week
CREATE TABLE bot_outcomes (
  conversation_id INTEGER PRIMARY KEY REFERENCES bot_conversations (id),
  solved BOOLEAN CHECK (solved IN (0, 1)),
  ticket_number TEXT,
  reviewer_id INTEGER REFERENCES contacts (id),
  reviewer_email TEXT,
  reviewed_at TEXT,
  week_closed_on TEXT
);
CREATE INDEX bot_outcomes_reviewer_id ON bot_outcomes (reviewer_id);

-- files made for somebody who asked for their data, until they have been delivered
CREATE TABLE request_exports (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES rights_requests (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('access', 'portability')),
  format TEXT NOT NULL,
  file_path TEXT,
  made_at TEXT NOT NULL,
  delivered_at TEXT
);
CREATE INDEX request_exports_request_id ON request_exports (request_id);

-- who of the house takes part in a search for somebody
CREATE TABLE interview_panels (
  id INTEGER PRIMARY KEY,
  process_id INTEGER NOT NULL REFERENCES recruitment_processes (id),
  employee_id INTEGER REFERENCES contacts (id),
  full_name TEXT,
  experience TEXT
);
CREATE INDEX interview_panels_process_id ON interview_panels (process_id);
CREATE INDEX interview_panels_employee_id ON interview_panels (employee_id);

-- the files that Teamtailor lists, and those that somebody has found elsewhere
CREATE TABLE candidate_files (
  id INTEGER PRIMARY KEY,
  candidate_id INTEGER NOT NULL REFERENCES candidates (contact_id),
  kind TEXT NOT NULL,
  file_name TEXT,
  place TEXT,
  source TEXT,
  received_at TEXT NOT NULL
);
CREATE INDEX candidate_files_candidate_id ON candidate_files (candidate_id);

-- what is typed into the form of the help center: sent, or given up at an article
CREATE TABLE form_submissions (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  order_id INTEGER REFERENCES orders (id),
  topic TEXT NOT NULL,
  text TEXT,
  source TEXT,
  created_at TEXT NOT NULL,
  sent_at TEXT,
  ticket_number TEXT
);
CREATE INDEX form_submissions_contact_id ON form_submissions (contact_id);
CREATE INDEX form_submissions_order_id ON form_submissions (order_id);

-- reminders that the shop plans for a cart; `cart_reminders` is the log of those that went out
CREATE TABLE reminder_jobs (
  id INTEGER PRIMARY KEY,
  cart_id INTEGER NOT NULL REFERENCES carts (id),
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  source TEXT,
  planned_at TEXT NOT NULL,
  sent_at TEXT,
  stopped_at TEXT
);
CREATE INDEX reminder_jobs_cart_id ON reminder_jobs (cart_id);
CREATE INDEX reminder_jobs_contact_id ON reminder_jobs (contact_id);

-- who wants no advertising: unsubscribed, or objected
CREATE TABLE opt_outs (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  reason TEXT NOT NULL CHECK (reason IN ('unsubscribe', 'objection')),
  way TEXT,
  requested_at TEXT NOT NULL,
  applied_at TEXT
);
CREATE INDEX opt_outs_contact_id ON opt_outs (contact_id);

CREATE TABLE affiliate_agreements (
  id INTEGER PRIMARY KEY,
  affiliate_id INTEGER NOT NULL REFERENCES affiliates (contact_id),
  programme TEXT NOT NULL CHECK (programme IN ('direct', 'network')),
  source TEXT,
  paper_path TEXT,
  signed_on TEXT,
  nda_signed_on TEXT,
  started_on TEXT
);
CREATE INDEX affiliate_agreements_affiliate_id ON affiliate_agreements (affiliate_id);

-- the case file of a request: what the person turned out to want, and how it was handled
CREATE TABLE rights_cases (
  request_id INTEGER PRIMARY KEY REFERENCES rights_requests (id),
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  wants TEXT NOT NULL CHECK (wants IN ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
  article TEXT,
  source TEXT,
  mandate_on TEXT,
  verified_how TEXT,
  verified_on TEXT,
  due_on TEXT,
  decision TEXT CHECK (decision IN ('granted', 'refused')),
  refusal_ground TEXT,
  decided_on TEXT,
  answered_on TEXT,
  corrected_on TEXT,
  recipients_told_on TEXT,
  restricted_on TEXT,
  lifted_on TEXT,
  lift_told_on TEXT,
  answer_path TEXT,
  answer_sha256 TEXT
);
CREATE INDEX rights_cases_contact_id ON rights_cases (contact_id);

-- scripts that ran in a visit, as the consent platform reports them
CREATE TABLE script_activations (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER REFERENCES contacts (id),
  consent_id INTEGER REFERENCES cookie_consents (id),
  script TEXT,
  purpose TEXT NOT NULL,
  activated_at TEXT NOT NULL
);
CREATE INDEX script_activations_contact_id ON script_activations (contact_id);
CREATE INDEX script_activations_consent_id ON script_activations (consent_id);

-- lists that went to an ad platform, and who was on them. A list itself is nobody's
CREATE TABLE audience_uploads (
  id INTEGER PRIMARY KEY,
  platform TEXT NOT NULL,
  identifier TEXT NOT NULL,
  file_sha256 TEXT,
  made_by_role TEXT,
  made_at TEXT NOT NULL
);

CREATE TABLE upload_items (
  id INTEGER PRIMARY KEY,
  upload_id INTEGER NOT NULL REFERENCES audience_uploads (id),
  contact_id INTEGER REFERENCES contacts (id),
  consent_id INTEGER NOT NULL REFERENCES cookie_consents (id),
  key_sha256 TEXT,
  uploaded_at TEXT NOT NULL
);
CREATE INDEX upload_items_upload_id ON upload_items (upload_id);
CREATE INDEX upload_items_contact_id ON upload_items (contact_id);
CREATE INDEX upload_items_consent_id ON upload_items (consent_id);

-- templates of mails and WhatsApp messages, every version; nobody's
CREATE TABLE message_templates (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  channel TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('service', 'commercial')),
  has_unsubscribe BOOLEAN NOT NULL CHECK (has_unsubscribe IN (0, 1)),
  approved_at TEXT,
  replaced_at TEXT
);

-- what the mail tool plans and sends
CREATE TABLE mailings (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  template_id INTEGER NOT NULL REFERENCES message_templates (id),
  unsubscribe_token TEXT,
  planned_at TEXT NOT NULL,
  sent_at TEXT
);
CREATE INDEX mailings_contact_id ON mailings (contact_id);
CREATE INDEX mailings_template_id ON mailings (template_id);

-- a show is moved, cancelled or begins at another hour; closed when everybody has been told. Nobody's
CREATE TABLE show_changes (
  id INTEGER PRIMARY KEY,
  show_id INTEGER NOT NULL REFERENCES shows (id),
  kind TEXT NOT NULL CHECK (kind IN ('moved', 'cancelled', 'time')),
  announced_at TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX show_changes_show_id ON show_changes (show_id);

CREATE TABLE change_notices (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES show_changes (id),
  order_id INTEGER NOT NULL REFERENCES orders (id),
  channel TEXT,
  sent_at TEXT
);
CREATE INDEX change_notices_change_id ON change_notices (change_id);
CREATE INDEX change_notices_order_id ON change_notices (order_id);

-- candidates who are kept for later posts
CREATE TABLE talent_pool (
  contact_id INTEGER PRIMARY KEY REFERENCES candidates (contact_id),
  consent_id INTEGER NOT NULL REFERENCES candidate_consents (id),
  note TEXT,
  added_at TEXT NOT NULL,
  consent_checked_at TEXT
);
CREATE INDEX talent_pool_consent_id ON talent_pool (consent_id);

-- answers that Zendesk has suggested, without their text
CREATE TABLE suggestion_uses (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  agent_id INTEGER REFERENCES contacts (id),
  outcome TEXT,
  shown_at TEXT NOT NULL,
  sent_by TEXT,
  sent_at TEXT
);
CREATE INDEX suggestion_uses_ticket_id ON suggestion_uses (ticket_id);
CREATE INDEX suggestion_uses_agent_id ON suggestion_uses (agent_id);

-- what the shop looks at before an order is released: who buys and travels, and whether it smells of fraud
CREATE TABLE order_checks (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  kind TEXT NOT NULL CHECK (kind IN ('identity', 'fraud')),
  result TEXT,
  decided_by TEXT,
  checked_at TEXT,
  released_at TEXT,
  refused_at TEXT
);
CREATE INDEX order_checks_order_id ON order_checks (order_id);

-- solved tickets that teach the machine
CREATE TABLE training_items (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  requester_id INTEGER REFERENCES contacts (id),
  excerpt TEXT,
  exported_at TEXT NOT NULL
);
CREATE INDEX training_items_ticket_id ON training_items (ticket_id);
CREATE INDEX training_items_requester_id ON training_items (requester_id);

-- what the bot did in a talk
CREATE TABLE bot_actions (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES bot_conversations (id),
  action TEXT,
  done_at TEXT NOT NULL
);
CREATE INDEX bot_actions_conversation_id ON bot_actions (conversation_id);

-- everybody outside who is given data, by activity. Nobody's
CREATE TABLE supplier_register (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  activity TEXT NOT NULL,
  country TEXT NOT NULL,
  role TEXT,
  safeguard TEXT,
  agreement_on TEXT,
  keeps_agreed BOOLEAN NOT NULL CHECK (keeps_agreed IN (0, 1)),
  validated_on TEXT,
  UNIQUE (name, activity)
);

-- the editor's card of a text: what kind it is, what made it, who has read it
CREATE TABLE text_cards (
  text_id INTEGER PRIMARY KEY REFERENCES web_texts (id),
  class TEXT NOT NULL CHECK (class IN ('plain', 'legal', 'official')),
  generated BOOLEAN NOT NULL CHECK (generated IN (0, 1)),
  tool_id INTEGER REFERENCES supplier_register (id),
  drafted_on TEXT NOT NULL,
  reviewer_id INTEGER REFERENCES contacts (id),
  reviewer_name TEXT,
  reviewed_at TEXT
);
CREATE INDEX text_cards_tool_id ON text_cards (tool_id);
CREATE INDEX text_cards_reviewer_id ON text_cards (reviewer_id);

-- how a machine has sorted an application, and who has decided
CREATE TABLE screenings (
  id INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES applications (id),
  candidate_id INTEGER NOT NULL REFERENCES candidates (contact_id),
  machine_class TEXT,
  outcome TEXT,
  decided_by TEXT,
  decided_at TEXT
);
CREATE INDEX screenings_application_id ON screenings (application_id);
CREATE INDEX screenings_candidate_id ON screenings (candidate_id);

-- asked at the first purchase
CREATE TABLE age_declarations (
  contact_id INTEGER PRIMARY KEY REFERENCES contacts (id),
  age INTEGER,
  guardian_name TEXT,
  guardian_agreed_on TEXT,
  declared_on TEXT NOT NULL
);

-- backups, as pgBackRest lists them; nobody's
CREATE TABLE backups (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  made_at TEXT NOT NULL,
  encrypted BOOLEAN NOT NULL CHECK (encrypted IN (0, 1))
);

-- counts of requests for the board; nobody's
CREATE TABLE support_statistics (
  id INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  topic TEXT NOT NULL,
  requests INTEGER NOT NULL,
  UNIQUE (month, topic)
);

-- accounts of staff, as the identity provider lists them every night
CREATE TABLE staff_accounts (
  id INTEGER PRIMARY KEY,
  employee_id INTEGER NOT NULL REFERENCES contacts (id),
  login TEXT,
  kind TEXT NOT NULL,
  second_factor TEXT NOT NULL,
  password_rule TEXT NOT NULL,
  sign_in TEXT NOT NULL,
  is_administrator BOOLEAN NOT NULL CHECK (is_administrator IN (0, 1)),
  source TEXT,
  created_at TEXT NOT NULL,
  disabled_at TEXT
);
CREATE INDEX staff_accounts_employee_id ON staff_accounts (employee_id);

-- who may open which system, in which role
CREATE TABLE staff_grants (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES staff_accounts (id),
  employee_id INTEGER NOT NULL REFERENCES contacts (id),
  system TEXT NOT NULL,
  role TEXT,
  scope TEXT,
  approved_at TEXT,
  granted_at TEXT NOT NULL,
  reviewed_on TEXT,
  trained_on TEXT,
  revoked_at TEXT
);
CREATE INDEX staff_grants_account_id ON staff_grants (account_id);
CREATE INDEX staff_grants_employee_id ON staff_grants (employee_id);

-- sign-ins, as the identity provider writes them
CREATE TABLE staff_sign_ins (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES staff_accounts (id),
  employee_id INTEGER NOT NULL REFERENCES contacts (id),
  system TEXT NOT NULL,
  network TEXT NOT NULL,
  ip TEXT,
  started_at TEXT NOT NULL,
  expires_at TEXT
);
CREATE INDEX staff_sign_ins_account_id ON staff_sign_ins (account_id);
CREATE INDEX staff_sign_ins_employee_id ON staff_sign_ins (employee_id);

-- what the gateways report as paid, fetched every night, until the order is delivered
CREATE TABLE gateway_settlements (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  gateway TEXT NOT NULL,
  transaction_id TEXT,
  amount_cents INTEGER NOT NULL,
  settled_on TEXT NOT NULL
);
CREATE INDEX gateway_settlements_order_id ON gateway_settlements (order_id);

-- what left the house about a customer: names for the door, answers to authorities
CREATE TABLE handovers (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  activity TEXT NOT NULL,
  recipient TEXT,
  recipient_kind TEXT NOT NULL,
  reason TEXT,
  handed_at TEXT NOT NULL
);
CREATE INDEX handovers_contact_id ON handovers (contact_id);

-- versions of the policy, and how they were told; nobody's
CREATE TABLE policy_versions (
  id INTEGER PRIMARY KEY,
  published_on TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  changes TEXT NOT NULL CHECK (changes IN ('nothing', 'purposes', 'terms', 'rights')),
  told_on TEXT
);
