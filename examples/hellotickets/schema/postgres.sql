-- Hellotickets: the database of a ticket shop, as its application would create it. PostgreSQL.

-- everybody whom the shop knows, whatever as. One register, since a person is often two of these (a customer who applies for a job, an affiliate who buys),
-- since "last interest", "asked to be deleted" and "no longer works with us" are said of a person and not of a customer, and since a store of Løfte has one
-- table of people. What only one kind has stands in a table of its own that shares the key.
CREATE TABLE contacts (
  id bigint PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('customer', 'web-user', 'candidate', 'affiliate', 'employee')),
  email text UNIQUE,
  full_name text,
  phone text,
  country text,
  created_at timestamptz NOT NULL,
  last_interest_at timestamptz NOT NULL,
  relationship_ended_at timestamptz,
  process_closed_on date,
  erasure_requested_at timestamptz,
  chat_consent_at timestamptz,
  chat_consent_withdrawn_at timestamptz
);
CREATE INDEX contacts_last_interest_at ON contacts (last_interest_at);
CREATE INDEX contacts_relationship_ended_at ON contacts (relationship_ended_at);
CREATE INDEX contacts_process_closed_on ON contacts (process_closed_on);

CREATE TABLE customers (
  contact_id bigint PRIMARY KEY REFERENCES contacts (id),
  billing_name text,
  billing_address text,
  tax_number text
);

-- what is sold; nobody's
CREATE TABLE shows (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  venue text NOT NULL,
  city text NOT NULL,
  country text NOT NULL
);

CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (contact_id),
  reference text NOT NULL UNIQUE,
  placed_at timestamptz NOT NULL,
  total_cents bigint,
  currency text,
  special_request text,
  delivered_at timestamptz,
  dispute_opened_at timestamptz,
  dispute_closed_at timestamptz
);
CREATE INDEX orders_customer_id ON orders (customer_id);
CREATE INDEX orders_delivered_at ON orders (delivered_at);

CREATE TABLE order_items (
  id bigint PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders (id),
  show_id bigint REFERENCES shows (id),
  visitor_name text,
  seat text,
  price_cents bigint
);
CREATE INDEX order_items_order_id ON order_items (order_id);
CREATE INDEX order_items_show_id ON order_items (show_id);

-- the card itself is with the gateway
CREATE TABLE payments (
  id bigint PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders (id),
  customer_id bigint REFERENCES customers (contact_id),
  transaction_id text NOT NULL UNIQUE,
  amount_cents bigint,
  currency text,
  contact_email text,
  method text,
  paid_on date NOT NULL,
  gateway text,
  payer_name text,
  card_last_four text,
  gateway_answer text
);
CREATE INDEX payments_order_id ON payments (order_id);
CREATE INDEX payments_customer_id ON payments (customer_id);
CREATE INDEX payments_paid_on ON payments (paid_on);

CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders (id),
  customer_id bigint REFERENCES customers (contact_id),
  number text NOT NULL UNIQUE,
  issued_on date NOT NULL,
  total_cents bigint,
  tax_cents bigint,
  billing_name text,
  billing_address text,
  tax_number text
);
CREATE INDEX invoices_order_id ON invoices (order_id);
CREATE INDEX invoices_customer_id ON invoices (customer_id);
CREATE INDEX invoices_issued_on ON invoices (issued_on);

CREATE TABLE carts (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  email text,
  created_at timestamptz NOT NULL,
  abandoned_at timestamptz,
  order_id bigint REFERENCES orders (id)
);
CREATE INDEX carts_contact_id ON carts (contact_id);
CREATE INDEX carts_order_id ON carts (order_id);
CREATE INDEX carts_abandoned_at ON carts (abandoned_at);

CREATE TABLE cart_items (
  id bigint PRIMARY KEY,
  cart_id bigint NOT NULL REFERENCES carts (id),
  show_id bigint REFERENCES shows (id),
  quantity bigint,
  price_cents bigint
);
CREATE INDEX cart_items_cart_id ON cart_items (cart_id);
CREATE INDEX cart_items_show_id ON cart_items (show_id);

-- the log of reminders sent
CREATE TABLE cart_reminders (
  id bigint PRIMARY KEY,
  contact_id bigint REFERENCES contacts (id),
  email text,
  template text,
  sent_at timestamptz NOT NULL,
  clicked_at timestamptz
);
CREATE INDEX cart_reminders_contact_id ON cart_reminders (contact_id);

-- a copy of Zendesk, fetched every night: moments stay as the interface writes them, as texts, and the requester stands beside each part of a ticket
CREATE TABLE tickets (
  id bigint PRIMARY KEY,
  requester_id bigint REFERENCES contacts (id),
  channel text NOT NULL CHECK (channel IN ('webform', 'email', 'whatsapp', 'bot')),
  requester_name text,
  requester_email text,
  order_reference text,
  subject text,
  topic text,
  sensitive boolean NOT NULL,
  created_at text NOT NULL,
  solved_at text,
  review_reason text CHECK (review_reason IN ('analysis', 'complaint')),
  review_ended_at text
);
CREATE INDEX tickets_requester_id ON tickets (requester_id);
CREATE INDEX tickets_solved_at ON tickets (solved_at);

CREATE TABLE ticket_messages (
  id bigint PRIMARY KEY,
  ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  requester_id bigint REFERENCES contacts (id),
  from_customer boolean NOT NULL,
  body text,
  sent_at text NOT NULL
);
CREATE INDEX ticket_messages_ticket_id ON ticket_messages (ticket_id);
CREATE INDEX ticket_messages_requester_id ON ticket_messages (requester_id);

CREATE TABLE ticket_attachments (
  id bigint PRIMARY KEY,
  ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  requester_id bigint REFERENCES contacts (id),
  file_name text,
  path text,
  needed boolean NOT NULL,
  added_at text NOT NULL
);
CREATE INDEX ticket_attachments_ticket_id ON ticket_attachments (ticket_id);
CREATE INDEX ticket_attachments_requester_id ON ticket_attachments (requester_id);
CREATE INDEX ticket_attachments_added_at ON ticket_attachments (added_at);

-- the bot writes Madrid time without saying so
CREATE TABLE bot_conversations (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  visitor_name text,
  visitor_email text,
  show_of_interest text,
  started_at timestamp NOT NULL,
  last_message_at timestamp NOT NULL,
  converted_at timestamp
);
CREATE INDEX bot_conversations_contact_id ON bot_conversations (contact_id);
CREATE INDEX bot_conversations_last_message_at ON bot_conversations (last_message_at);

CREATE TABLE bot_messages (
  id bigint PRIMARY KEY,
  conversation_id bigint NOT NULL REFERENCES bot_conversations (id),
  from_bot boolean NOT NULL,
  body text,
  flagged_on date
);
CREATE INDEX bot_messages_conversation_id ON bot_messages (conversation_id);

-- what was sent to Swifteq, until somebody has found the translation good
CREATE TABLE translations (
  id bigint PRIMARY KEY,
  customer_id bigint REFERENCES contacts (id),
  agent_id bigint REFERENCES contacts (id),
  agent_email text,
  from_language text NOT NULL,
  to_language text NOT NULL,
  source_text text,
  translated_text text,
  requested_at timestamptz NOT NULL,
  checked_at timestamptz
);
CREATE INDEX translations_customer_id ON translations (customer_id);
CREATE INDEX translations_agent_id ON translations (agent_id);

-- somebody wants to be called or written to, by the chat or a form, and it was neither ticket nor talk with the bot
CREATE TABLE contact_requests (
  id bigint PRIMARY KEY,
  contact_id bigint REFERENCES contacts (id),
  channel text NOT NULL,
  message text,
  page text,
  attachment_path text,
  sent_at timestamptz NOT NULL
);
CREATE INDEX contact_requests_contact_id ON contact_requests (contact_id);

CREATE TABLE cookie_consents (
  id bigint PRIMARY KEY,
  contact_id bigint REFERENCES contacts (id),
  purpose text NOT NULL CHECK (purpose IN ('recording', 'advertising')),
  cookie_id text,
  ip text,
  choice text,
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  UNIQUE (contact_id, purpose)
);

-- visits that Clarity has recorded: what its interface tells of them
CREATE TABLE session_recordings (
  id bigint PRIMARY KEY,
  contact_id bigint REFERENCES contacts (id),
  consent_id bigint NOT NULL REFERENCES cookie_consents (id),
  pages text,
  device text,
  movements text,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX session_recordings_contact_id ON session_recordings (contact_id);
CREATE INDEX session_recordings_consent_id ON session_recordings (consent_id);
CREATE INDEX session_recordings_recorded_at ON session_recordings (recorded_at);

CREATE TABLE audience_members (
  id bigint PRIMARY KEY,
  contact_id bigint REFERENCES contacts (id),
  consent_id bigint NOT NULL REFERENCES cookie_consents (id),
  audience text,
  email_hash text,
  added_at timestamptz NOT NULL
);
CREATE INDEX audience_members_contact_id ON audience_members (contact_id);
CREATE INDEX audience_members_consent_id ON audience_members (consent_id);

CREATE TABLE recruitment_processes (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  team text NOT NULL,
  opened_on date NOT NULL,
  closed_on date
);

CREATE TABLE candidates (
  contact_id bigint PRIMARY KEY REFERENCES contacts (id),
  birth_date date,
  nationality text,
  address text,
  cv_path text,
  experience text,
  ats_consent_at timestamptz NOT NULL,
  ats_consent_withdrawn_at timestamptz
);

-- keep me for later: one year or two
CREATE TABLE candidate_consents (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL UNIQUE REFERENCES contacts (id),
  years bigint NOT NULL CHECK (years IN (1, 2)),
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz
);

CREATE TABLE applications (
  id bigint PRIMARY KEY,
  candidate_id bigint NOT NULL REFERENCES candidates (contact_id),
  process_id bigint NOT NULL REFERENCES recruitment_processes (id),
  answers text,
  stage text,
  notes text,
  applied_at timestamptz NOT NULL
);
CREATE INDEX applications_candidate_id ON applications (candidate_id);
CREATE INDEX applications_process_id ON applications (process_id);

CREATE TABLE affiliates (
  contact_id bigint PRIMARY KEY REFERENCES contacts (id),
  network text,
  website text,
  iban text,
  legal_name text,
  tax_number text,
  last_payout_on date
);

CREATE TABLE affiliate_payouts (
  id bigint PRIMARY KEY,
  affiliate_id bigint NOT NULL REFERENCES affiliates (contact_id),
  amount_cents bigint,
  withheld_cents bigint,
  invoice_number text,
  paid_on date NOT NULL
);
CREATE INDEX affiliate_payouts_affiliate_id ON affiliate_payouts (affiliate_id);
CREATE INDEX affiliate_payouts_paid_on ON affiliate_payouts (paid_on);

-- a sale that an affiliate brought; affiliate_id is NULL once it is a number in the statistics
CREATE TABLE affiliate_conversions (
  id bigint PRIMARY KEY,
  affiliate_id bigint REFERENCES affiliates (contact_id),
  code text,
  show_id bigint REFERENCES shows (id),
  commission_cents bigint,
  occurred_at timestamptz NOT NULL
);
CREATE INDEX affiliate_conversions_affiliate_id ON affiliate_conversions (affiliate_id);
CREATE INDEX affiliate_conversions_show_id ON affiliate_conversions (show_id);

CREATE TABLE rights_requests (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  kind text NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
  identity_document text,
  body text,
  answer text,
  received_on date NOT NULL,
  handled_on date
);
CREATE INDEX rights_requests_contact_id ON rights_requests (contact_id);
CREATE INDEX rights_requests_handled_on ON rights_requests (handled_on);

-- every version of every text; author_id is NULL once the text rests in the archive and its author has left
CREATE TABLE web_texts (
  id bigint PRIMARY KEY,
  slug text NOT NULL,
  language text NOT NULL,
  title text NOT NULL,
  author_id bigint REFERENCES contacts (id),
  byline text,
  published_at timestamptz NOT NULL,
  replaced_at timestamptz
);
CREATE INDEX web_texts_author_id ON web_texts (author_id);

-- every field that the shop's forms and the bot ask for; the pages are made from it. Nobody's
CREATE TABLE form_fields (
  id bigint PRIMARY KEY,
  form text NOT NULL,
  name text NOT NULL,
  needed_for text,
  masked boolean NOT NULL,
  retired_on date,
  UNIQUE (form, name)
);

-- the agents of Zendesk, fetched every night
CREATE TABLE zendesk_agents (
  id bigint PRIMARY KEY,
  employee_id bigint UNIQUE REFERENCES contacts (id),
  email text,
  full_name text,
  fetched_at timestamptz NOT NULL
);

-- how a talk with the bot ended, and who has looked at it; a supervisor closes a list every week
CREATE TABLE bot_outcomes (
  conversation_id bigint PRIMARY KEY REFERENCES bot_conversations (id),
  solved boolean,
  ticket_number text,
  reviewer_id bigint REFERENCES contacts (id),
  reviewer_email text,
  reviewed_at timestamptz,
  week_closed_on date
);
CREATE INDEX bot_outcomes_reviewer_id ON bot_outcomes (reviewer_id);

-- files made for somebody who asked for their data, until they have been delivered
CREATE TABLE request_exports (
  id bigint PRIMARY KEY,
  request_id bigint NOT NULL REFERENCES rights_requests (id),
  purpose text NOT NULL CHECK (purpose IN ('access', 'portability')),
  format text NOT NULL,
  file_path text,
  made_at timestamptz NOT NULL,
  delivered_at timestamptz
);
CREATE INDEX request_exports_request_id ON request_exports (request_id);

-- who of the house takes part in a search for somebody
CREATE TABLE interview_panels (
  id bigint PRIMARY KEY,
  process_id bigint NOT NULL REFERENCES recruitment_processes (id),
  employee_id bigint REFERENCES contacts (id),
  full_name text,
  experience text
);
CREATE INDEX interview_panels_process_id ON interview_panels (process_id);
CREATE INDEX interview_panels_employee_id ON interview_panels (employee_id);

-- the files that Teamtailor lists, and those that somebody has found elsewhere
CREATE TABLE candidate_files (
  id bigint PRIMARY KEY,
  candidate_id bigint NOT NULL REFERENCES candidates (contact_id),
  kind text NOT NULL,
  file_name text,
  place text,
  source text,
  received_at timestamptz NOT NULL
);
CREATE INDEX candidate_files_candidate_id ON candidate_files (candidate_id);

-- what is typed into the form of the help center: sent, or given up at an article
CREATE TABLE form_submissions (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  order_id bigint REFERENCES orders (id),
  topic text NOT NULL,
  text text,
  source text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  ticket_number text
);
CREATE INDEX form_submissions_contact_id ON form_submissions (contact_id);
CREATE INDEX form_submissions_order_id ON form_submissions (order_id);

-- reminders that the shop plans for a cart; `cart_reminders` is the log of those that went out
CREATE TABLE reminder_jobs (
  id bigint PRIMARY KEY,
  cart_id bigint NOT NULL REFERENCES carts (id),
  contact_id bigint NOT NULL REFERENCES contacts (id),
  source text,
  planned_at timestamptz NOT NULL,
  sent_at timestamptz,
  stopped_at timestamptz
);
CREATE INDEX reminder_jobs_cart_id ON reminder_jobs (cart_id);
CREATE INDEX reminder_jobs_contact_id ON reminder_jobs (contact_id);

-- who wants no advertising: unsubscribed, or objected
CREATE TABLE opt_outs (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  reason text NOT NULL CHECK (reason IN ('unsubscribe', 'objection')),
  way text,
  requested_at timestamptz NOT NULL,
  applied_at timestamptz
);
CREATE INDEX opt_outs_contact_id ON opt_outs (contact_id);

CREATE TABLE affiliate_agreements (
  id bigint PRIMARY KEY,
  affiliate_id bigint NOT NULL REFERENCES affiliates (contact_id),
  programme text NOT NULL CHECK (programme IN ('direct', 'network')),
  source text,
  paper_path text,
  signed_on date,
  nda_signed_on date,
  started_on date
);
CREATE INDEX affiliate_agreements_affiliate_id ON affiliate_agreements (affiliate_id);

-- the case file of a request: what the person turned out to want, and how it was handled
CREATE TABLE rights_cases (
  request_id bigint PRIMARY KEY REFERENCES rights_requests (id),
  contact_id bigint NOT NULL REFERENCES contacts (id),
  wants text NOT NULL CHECK (wants IN ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
  article text,
  source text,
  mandate_on date,
  verified_how text,
  verified_on date,
  due_on date,
  decision text CHECK (decision IN ('granted', 'refused')),
  refusal_ground text,
  decided_on date,
  answered_on date,
  corrected_on date,
  recipients_told_on date,
  restricted_on date,
  lifted_on date,
  lift_told_on date,
  answer_path text,
  answer_sha256 text
);
CREATE INDEX rights_cases_contact_id ON rights_cases (contact_id);

-- scripts that ran in a visit, as the consent platform reports them
CREATE TABLE script_activations (
  id bigint PRIMARY KEY,
  contact_id bigint REFERENCES contacts (id),
  consent_id bigint REFERENCES cookie_consents (id),
  script text,
  purpose text NOT NULL,
  activated_at timestamptz NOT NULL
);
CREATE INDEX script_activations_contact_id ON script_activations (contact_id);
CREATE INDEX script_activations_consent_id ON script_activations (consent_id);

-- lists that went to an ad platform, and who was on them. A list itself is nobody's
CREATE TABLE audience_uploads (
  id bigint PRIMARY KEY,
  platform text NOT NULL,
  identifier text NOT NULL,
  file_sha256 text,
  made_by_role text,
  made_at timestamptz NOT NULL
);

CREATE TABLE upload_items (
  id bigint PRIMARY KEY,
  upload_id bigint NOT NULL REFERENCES audience_uploads (id),
  contact_id bigint REFERENCES contacts (id),
  consent_id bigint NOT NULL REFERENCES cookie_consents (id),
  key_sha256 text,
  uploaded_at timestamptz NOT NULL
);
CREATE INDEX upload_items_upload_id ON upload_items (upload_id);
CREATE INDEX upload_items_contact_id ON upload_items (contact_id);
CREATE INDEX upload_items_consent_id ON upload_items (consent_id);

-- templates of mails and WhatsApp messages, every version; nobody's
CREATE TABLE message_templates (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  channel text NOT NULL,
  class text NOT NULL CHECK (class IN ('service', 'commercial')),
  has_unsubscribe boolean NOT NULL,
  approved_at timestamptz,
  replaced_at timestamptz
);

-- what the mail tool plans and sends
CREATE TABLE mailings (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  template_id bigint NOT NULL REFERENCES message_templates (id),
  unsubscribe_token text,
  planned_at timestamptz NOT NULL,
  sent_at timestamptz
);
CREATE INDEX mailings_contact_id ON mailings (contact_id);
CREATE INDEX mailings_template_id ON mailings (template_id);

-- a show is moved, cancelled or begins at another hour; closed when everybody has been told. Nobody's
CREATE TABLE show_changes (
  id bigint PRIMARY KEY,
  show_id bigint NOT NULL REFERENCES shows (id),
  kind text NOT NULL CHECK (kind IN ('moved', 'cancelled', 'time')),
  announced_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE INDEX show_changes_show_id ON show_changes (show_id);

CREATE TABLE change_notices (
  id bigint PRIMARY KEY,
  change_id bigint NOT NULL REFERENCES show_changes (id),
  order_id bigint NOT NULL REFERENCES orders (id),
  channel text,
  sent_at timestamptz
);
CREATE INDEX change_notices_change_id ON change_notices (change_id);
CREATE INDEX change_notices_order_id ON change_notices (order_id);

-- candidates who are kept for later posts
CREATE TABLE talent_pool (
  contact_id bigint PRIMARY KEY REFERENCES candidates (contact_id),
  consent_id bigint NOT NULL REFERENCES candidate_consents (id),
  note text,
  added_at timestamptz NOT NULL,
  consent_checked_at timestamptz
);
CREATE INDEX talent_pool_consent_id ON talent_pool (consent_id);

-- answers that Zendesk has suggested, without their text
CREATE TABLE suggestion_uses (
  id bigint PRIMARY KEY,
  ticket_id bigint NOT NULL REFERENCES tickets (id),
  agent_id bigint REFERENCES contacts (id),
  outcome text,
  shown_at timestamptz NOT NULL,
  sent_by text,
  sent_at timestamptz
);
CREATE INDEX suggestion_uses_ticket_id ON suggestion_uses (ticket_id);
CREATE INDEX suggestion_uses_agent_id ON suggestion_uses (agent_id);

-- what the shop looks at before an order is released: who buys and travels, and whether it smells of fraud
CREATE TABLE order_checks (
  id bigint PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders (id),
  kind text NOT NULL CHECK (kind IN ('identity', 'fraud')),
  result text,
  decided_by text,
  checked_at timestamptz,
  released_at timestamptz,
  refused_at timestamptz
);
CREATE INDEX order_checks_order_id ON order_checks (order_id);

-- solved tickets that teach the machine
CREATE TABLE training_items (
  id bigint PRIMARY KEY,
  ticket_id bigint NOT NULL REFERENCES tickets (id),
  requester_id bigint REFERENCES contacts (id),
  excerpt text,
  exported_at timestamptz NOT NULL
);
CREATE INDEX training_items_ticket_id ON training_items (ticket_id);
CREATE INDEX training_items_requester_id ON training_items (requester_id);

-- what the bot did in a talk
CREATE TABLE bot_actions (
  id bigint PRIMARY KEY,
  conversation_id bigint NOT NULL REFERENCES bot_conversations (id),
  action text,
  done_at timestamptz NOT NULL
);
CREATE INDEX bot_actions_conversation_id ON bot_actions (conversation_id);

-- everybody outside who is given data, by activity. Nobody's
CREATE TABLE supplier_register (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  activity text NOT NULL,
  country text NOT NULL,
  role text,
  safeguard text,
  agreement_on date,
  keeps_agreed boolean NOT NULL,
  validated_on date,
  UNIQUE (name, activity)
);

-- the editor's card of a text: what kind it is, what made it, who has read it
CREATE TABLE text_cards (
  text_id bigint PRIMARY KEY REFERENCES web_texts (id),
  class text NOT NULL CHECK (class IN ('plain', 'legal', 'official')),
  generated boolean NOT NULL,
  tool_id bigint REFERENCES supplier_register (id),
  drafted_on date NOT NULL,
  reviewer_id bigint REFERENCES contacts (id),
  reviewer_name text,
  reviewed_at timestamptz
);
CREATE INDEX text_cards_tool_id ON text_cards (tool_id);
CREATE INDEX text_cards_reviewer_id ON text_cards (reviewer_id);

-- how a machine has sorted an application, and who has decided
CREATE TABLE screenings (
  id bigint PRIMARY KEY,
  application_id bigint NOT NULL REFERENCES applications (id),
  candidate_id bigint NOT NULL REFERENCES candidates (contact_id),
  machine_class text,
  outcome text,
  decided_by text,
  decided_at timestamptz
);
CREATE INDEX screenings_application_id ON screenings (application_id);
CREATE INDEX screenings_candidate_id ON screenings (candidate_id);

-- asked at the first purchase
CREATE TABLE age_declarations (
  contact_id bigint PRIMARY KEY REFERENCES contacts (id),
  age bigint,
  guardian_name text,
  guardian_agreed_on date,
  declared_on date NOT NULL
);

-- backups, as pgBackRest lists them; nobody's
CREATE TABLE backups (
  id bigint PRIMARY KEY,
  label text NOT NULL,
  made_at timestamptz NOT NULL,
  encrypted boolean NOT NULL
);

-- counts of requests for the board; nobody's
CREATE TABLE support_statistics (
  id bigint PRIMARY KEY,
  month text NOT NULL,
  topic text NOT NULL,
  requests bigint NOT NULL,
  UNIQUE (month, topic)
);

-- accounts of staff, as the identity provider lists them every night
CREATE TABLE staff_accounts (
  id bigint PRIMARY KEY,
  employee_id bigint NOT NULL REFERENCES contacts (id),
  login text,
  kind text NOT NULL,
  second_factor text NOT NULL,
  password_rule text NOT NULL,
  sign_in text NOT NULL,
  is_administrator boolean NOT NULL,
  source text,
  created_at timestamptz NOT NULL,
  disabled_at timestamptz
);
CREATE INDEX staff_accounts_employee_id ON staff_accounts (employee_id);

-- who may open which system, in which role
CREATE TABLE staff_grants (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES staff_accounts (id),
  employee_id bigint NOT NULL REFERENCES contacts (id),
  system text NOT NULL,
  role text,
  scope text,
  approved_at timestamptz,
  granted_at timestamptz NOT NULL,
  reviewed_on date,
  trained_on date,
  revoked_at timestamptz
);
CREATE INDEX staff_grants_account_id ON staff_grants (account_id);
CREATE INDEX staff_grants_employee_id ON staff_grants (employee_id);

-- sign-ins, as the identity provider writes them
CREATE TABLE staff_sign_ins (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES staff_accounts (id),
  employee_id bigint NOT NULL REFERENCES contacts (id),
  system text NOT NULL,
  network text NOT NULL,
  ip text,
  started_at timestamptz NOT NULL,
  expires_at timestamptz
);
CREATE INDEX staff_sign_ins_account_id ON staff_sign_ins (account_id);
CREATE INDEX staff_sign_ins_employee_id ON staff_sign_ins (employee_id);

-- what the gateways report as paid, fetched every night, until the order is delivered
CREATE TABLE gateway_settlements (
  id bigint PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders (id),
  gateway text NOT NULL,
  transaction_id text,
  amount_cents bigint NOT NULL,
  settled_on date NOT NULL
);
CREATE INDEX gateway_settlements_order_id ON gateway_settlements (order_id);

-- what left the house about a customer: names for the door, answers to authorities
CREATE TABLE handovers (
  id bigint PRIMARY KEY,
  contact_id bigint NOT NULL REFERENCES contacts (id),
  activity text NOT NULL,
  recipient text,
  recipient_kind text NOT NULL,
  reason text,
  handed_at timestamptz NOT NULL
);
CREATE INDEX handovers_contact_id ON handovers (contact_id);

-- versions of the policy, and how they were told; nobody's
CREATE TABLE policy_versions (
  id bigint PRIMARY KEY,
  published_on date NOT NULL,
  effective_on date NOT NULL,
  changes text NOT NULL CHECK (changes IN ('nothing', 'purposes', 'terms', 'rights')),
  told_on date
);
