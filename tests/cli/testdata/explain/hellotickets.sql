-- The rows of examples/hellotickets that the golden files beside this one explain, on 2026-11-21 at noon. For both kinds of database.

-- A ticket under five rules: it came by the form, tells of something sensitive, and was looked into because of a complaint. Its attachment is another ticket's.
INSERT INTO contacts (id, kind, email, full_name, created_at, last_interest_at) VALUES
  (1, 'customer', 'ana@example.org', 'Ana', '2024-01-10T09:00:00Z', '2026-03-15T10:00:00Z');
INSERT INTO tickets (id, requester_id, channel, requester_name, requester_email, order_reference, subject, sensitive, created_at, solved_at, review_reason, review_ended_at) VALUES
  (881, 1, 'webform', 'Ana', 'ana@example.org', 'HT-1', 'Wheelchair', true, '2025-12-20T09:00:00Z', '2026-01-10T09:00:00Z', 'complaint', '2026-05-02T09:00:00Z'),
  (882, 1, 'email', 'Ana', 'ana@example.org', 'HT-1', 'Where is my ticket?', false, '2026-11-04T09:00:00Z', NULL, NULL, NULL);
-- Two tickets past their terms: one came by mail, which nothing blocks, one by the form, which is set aside.
INSERT INTO contacts (id, kind, email, full_name, created_at, last_interest_at) VALUES
  (2, 'customer', 'ben@example.org', 'Ben', '2024-02-10T09:00:00Z', '2025-06-10T10:00:00Z');
INSERT INTO tickets (id, requester_id, channel, requester_name, requester_email, order_reference, subject, sensitive, created_at, solved_at, review_reason, review_ended_at) VALUES
  (883, 2, 'email', 'Ben', 'ben@example.org', 'HT-2', 'A refund', false, '2025-09-01T09:00:00Z', '2025-09-20T09:00:00Z', NULL, NULL),
  (884, 2, 'webform', 'Ben', 'ben@example.org', 'HT-3', 'Two seats', false, '2025-06-10T09:00:00Z', '2025-07-01T09:00:00Z', NULL, NULL);
INSERT INTO ticket_attachments (id, ticket_id, requester_id, file_name, path, needed, added_at) VALUES
  (91, 882, 1, 'passport.jpg', 'tickets/882/passport.jpg', false, '2026-11-05T09:00:00Z');

-- Candidates. One agreed to two years, and the search closed on the 31st of a month; the other took both of his consents back.
INSERT INTO contacts (id, kind, email, full_name, created_at, last_interest_at, process_closed_on) VALUES
  (11, 'candidate', 'bea@example.org', 'Bea', '2026-05-01T09:00:00Z', '2026-05-01T09:00:00Z', '2026-08-31'),
  (12, 'candidate', 'carl@example.org', 'Carl', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-03-15');
INSERT INTO candidates (contact_id, birth_date, nationality, cv_path, experience, ats_consent_at, ats_consent_withdrawn_at) VALUES
  (11, '1990-02-03', 'ES', 'cv/11.pdf', 'ten years of tickets', '2026-05-01T09:00:00Z', NULL),
  (12, '1988-07-09', 'PT', 'cv/12.pdf', 'sold umbrellas', '2026-01-05T09:00:00Z', '2026-06-01T09:00:00Z');
INSERT INTO candidate_consents (id, contact_id, years, given_at, withdrawn_at) VALUES
  (1, 11, 2, '2026-05-01T09:00:00Z', NULL),
  (2, 12, 2, '2026-01-05T09:00:00Z', '2026-06-01T09:00:00Z');

-- A purchase: its payment, of which the gateway's part is gone, and its invoice.
INSERT INTO contacts (id, kind, email, full_name, created_at, last_interest_at) VALUES
  (21, 'customer', 'dora@example.org', 'Dora', '2023-05-01T09:00:00Z', '2026-10-01T09:00:00Z');
INSERT INTO customers (contact_id, billing_name) VALUES (21, 'Dora');
INSERT INTO orders (id, customer_id, reference, placed_at, delivered_at) VALUES
  (21, 21, 'HT-21', '2024-01-15T09:00:00Z', '2024-03-12T18:00:00Z'),
  (22, 21, 'HT-22', '2023-05-05T09:00:00Z', '2023-06-01T18:00:00Z');
INSERT INTO payments (id, order_id, customer_id, transaction_id, amount_cents, currency, contact_email, method, paid_on) VALUES
  (21, 21, 21, 'tx-21', 9900, 'EUR', 'dora@example.org', 'card', '2024-01-15');
INSERT INTO invoices (id, order_id, customer_id, number, issued_on, total_cents, tax_cents, billing_name) VALUES
  (22, 22, 21, '2023-22', '2023-05-05', 4500, 781, 'Dora');

-- Carts and reminders. The cart was left half an hour after midnight in Madrid, which is the day before in UTC.
INSERT INTO contacts (id, kind, email, created_at, last_interest_at) VALUES
  (31, 'web-user', 'eli@example.org', '2026-10-01T09:00:00Z', '2026-10-31T23:30:00Z'),
  (32, 'web-user', 'fay@example.org', '2025-09-01T09:00:00Z', '2025-10-01T09:00:00Z');
INSERT INTO carts (id, contact_id, email, created_at, abandoned_at) VALUES (31, 31, 'eli@example.org', '2026-10-31T23:00:00Z', '2026-10-31T23:30:00Z');
INSERT INTO cart_reminders (id, contact_id, email, template, sent_at) VALUES
  (31, 31, 'eli@example.org', 'still-there', '2026-11-02T09:00:00Z'),
  (32, 32, 'fay@example.org', 'still-there', '2025-10-02T09:00:00Z');

-- Orders whose customers have left. Somebody complained about the one for months; of the other nobody did.
INSERT INTO contacts (id, kind, email, full_name, created_at, last_interest_at, relationship_ended_at) VALUES
  (41, 'customer', 'gil@example.org', 'Gil', '2025-01-05T09:00:00Z', '2025-06-01T09:00:00Z', '2025-09-30T09:00:00Z'),
  (42, 'customer', 'hana@example.org', 'Hana', '2024-01-05T09:00:00Z', '2024-06-01T09:00:00Z', '2024-02-29T09:00:00Z');
INSERT INTO customers (contact_id, billing_name) VALUES (41, 'Gil'), (42, 'Hana');
INSERT INTO orders (id, customer_id, reference, placed_at, total_cents, currency, special_request, delivered_at, dispute_opened_at, dispute_closed_at) VALUES
  (41, 41, 'HT-41', '2025-05-20T09:00:00Z', 12000, 'EUR', 'front row', '2025-06-01T18:00:00Z', '2025-06-10T09:00:00Z', '2026-02-10T09:00:00Z'),
  (42, 42, 'HT-42', '2024-01-20T09:00:00Z', 8000, 'EUR', NULL, '2024-02-01T18:00:00Z', NULL, NULL);

-- What somebody told the bot about their health, and nobody needed; the bot writes Madrid time.
INSERT INTO contacts (id, kind, email, created_at, last_interest_at) VALUES (51, 'web-user', 'ivo@example.org', '2026-11-09T09:00:00Z', '2026-11-09T22:30:00Z');
INSERT INTO bot_conversations (id, contact_id, visitor_name, started_at, last_message_at) VALUES (51, 51, 'Ivo', '2026-11-09 23:10:00', '2026-11-09 23:30:00');
INSERT INTO bot_messages (id, conversation_id, from_bot, body, flagged_on) VALUES (51, 51, false, 'I cannot climb stairs', '2026-11-10');

-- An affiliate who signed off and had been paid; a request that was answered five years ago today.
INSERT INTO contacts (id, kind, email, created_at, last_interest_at, relationship_ended_at) VALUES
  (61, 'affiliate', 'jo@example.org', '2023-01-05T09:00:00Z', '2026-06-01T09:00:00Z', '2026-06-30T09:00:00Z');
INSERT INTO affiliates (contact_id, network, website, iban, legal_name, tax_number, last_payout_on) VALUES
  (61, 'blogs', 'https://jo.example.org', 'ES00', 'Jo Travel SL', 'B00000000', '2025-03-20');
INSERT INTO rights_requests (id, contact_id, kind, body, answer, received_on, handled_on) VALUES
  (71, 1, 'access', 'What do you have about me?', 'This.', '2021-11-02', '2021-11-21');

-- What somebody wrote, translated for an agent who still works there: two persons, each with values of their own.
INSERT INTO contacts (id, kind, email, full_name, created_at, last_interest_at) VALUES
  (81, 'employee', 'kai@example.org', 'Kai', '2022-01-05T09:00:00Z', '2026-11-01T09:00:00Z');
INSERT INTO translations (id, customer_id, agent_id, agent_email, from_language, to_language, source_text, translated_text, requested_at, checked_at) VALUES
  (81, 1, 81, 'kai@example.org', 'es', 'en', 'Voy en silla de ruedas', 'I use a wheelchair', '2026-10-01T09:00:00Z', '2026-10-05T09:00:00Z');
