-- Rows by hand, for the promises that are not about retention (the 66 that are have theirs in tests/mutations). Read on 21 November 2026 at noon in Madrid,
-- on an empty database of either kind. What the comment of a row begins with:
--   keeps NNN    one of the rows on which the promise is asked, and it is as promised
--   breaks NNN   this row, added to all that break nothing, breaks these promises and no other
--   due          no ground is left by today: the next sweep takes it. Its twin is a row of the same table that stays
--   empties      likewise, but the row stays without what it said of a person
-- A row without such a word is there because others need it. The file goes in as it is; without the rows that break something nothing is broken.

-- People. Customers 1 and 2 (a child), 8 (left today), 9 (asked for deletion today); visitors 3, 10 (a year without interest); candidates 4, 11, 12;
-- affiliates 5, 13 (left today); staff 6, 7 (left today).
INSERT INTO contacts (id, kind, email, full_name, country, created_at, last_interest_at, relationship_ended_at, process_closed_on, erasure_requested_at, chat_consent_at) VALUES
  (1, 'customer', 'ana@example.org', 'Ana', 'ES', '2024-01-10T09:00:00Z', '2026-11-10T10:00:00Z', NULL, NULL, NULL, '2026-03-01T09:00:00Z'),
  (2, 'customer', 'ben@example.org', 'Ben', 'DK', '2026-01-10T09:00:00Z', '2026-11-10T10:00:00Z', NULL, NULL, NULL, NULL),
  (3, 'web-user', 'eli@example.org', NULL, NULL, '2026-06-01T09:00:00Z', '2026-11-18T09:00:00Z', NULL, NULL, NULL, NULL),
  (4, 'candidate', 'bea@example.org', 'Bea', 'ES', '2026-05-01T09:00:00Z', '2026-05-01T09:00:00Z', NULL, '2026-08-31', NULL, NULL),
  (5, 'affiliate', 'jo@example.org', 'Jo', 'NL', '2023-01-05T09:00:00Z', '2026-06-01T09:00:00Z', NULL, NULL, NULL, NULL),
  (6, 'employee', 'kai@hellotickets.example', 'Kai', 'ES', '2022-01-05T09:00:00Z', '2026-11-01T09:00:00Z', NULL, NULL, NULL, NULL),
  (7, 'employee', 'lia@hellotickets.example', 'Lia', 'ES', '2022-01-05T09:00:00Z', '2026-11-01T09:00:00Z', '2026-11-21T08:00:00Z', NULL, NULL, NULL),   -- due today (189)
  (8, 'customer', 'gil@example.org', 'Gil', 'SE', '2024-01-10T09:00:00Z', '2026-11-01T09:00:00Z', '2026-11-21T08:00:00Z', NULL, NULL, NULL),
  (9, 'customer', 'hana@example.org', 'Hana', 'NO', '2024-01-10T09:00:00Z', '2026-11-01T09:00:00Z', NULL, NULL, '2026-11-21T08:00:00Z', NULL),
  (10, 'web-user', 'fay@example.org', NULL, NULL, '2025-06-01T09:00:00Z', '2025-11-21T09:00:00Z', NULL, NULL, NULL, NULL),
  (11, 'candidate', 'carl@example.org', 'Carl', 'PT', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', NULL, '2026-05-21', NULL, NULL),   -- due today (122)
  (12, 'candidate', 'dora@example.org', 'Dora', 'ES', '2025-09-05T09:00:00Z', '2025-09-05T09:00:00Z', NULL, '2025-11-21', NULL, NULL),   -- due today (123)
  (13, 'affiliate', 'ivo@example.org', 'Ivo', 'ES', '2023-01-05T09:00:00Z', '2026-06-01T09:00:00Z', '2026-11-21T08:00:00Z', NULL, NULL, NULL);   -- due today (138)
INSERT INTO customers (contact_id, billing_name) VALUES (1, 'Ana'), (2, NULL), (8, NULL), (9, NULL);
INSERT INTO shows (id, title, venue, city, country) VALUES (1, 'El rey león', 'Lope de Vega', 'Madrid', 'ES'), (2, 'Broadway night', 'Minskoff', 'New York', 'US');
INSERT INTO orders (id, customer_id, reference, placed_at, total_cents, currency, delivered_at) VALUES
  (1, 1, 'HT-1', '2026-11-01T09:00:00Z', 9900, 'EUR', NULL),
  (2, 2, 'HT-2', '2026-11-02T09:00:00Z', 4500, 'EUR', NULL),
  (8, 8, 'HT-8', '2026-10-01T09:00:00Z', 4500, 'EUR', '2026-11-21T07:00:00Z'),   -- due today (099)
  (9, 9, 'HT-9', '2026-10-01T09:00:00Z', 4500, 'EUR', NULL);
INSERT INTO order_items (id, order_id, show_id, visitor_name, price_cents) VALUES
  (1, 1, 1, 'Ana', 9900),   -- keeps 094
  (2, 2, 2, 'Ben', 4500);
INSERT INTO payments (id, order_id, customer_id, transaction_id, amount_cents, currency, contact_email, method, paid_on, gateway, card_last_four) VALUES
  (1, 1, 1, 'tr_aaa-1', 9900, 'EUR', 'ana@example.org', 'card', '2026-11-01', 'stripe', '4242'),   -- keeps 074 077 084 105: of the customer of its order
  (2, 2, 1, 'tr_bbb-2', 4500, 'EUR', 'ana@example.org', 'card', '2026-11-02', 'stripe', NULL),      -- breaks 074: somebody else's order
  (3, 2, 2, '4111 1111 1111 1111', 4500, 'EUR', NULL, 'card', '2026-11-02', 'adyen', NULL);         -- breaks 084 105: the number of a card in place of a token
INSERT INTO invoices (id, order_id, customer_id, number, issued_on, total_cents) VALUES (1, 1, 1, 'F-1', '2026-11-01', 9900);
INSERT INTO carts (id, contact_id, email, created_at, abandoned_at, order_id) VALUES
  (1, 3, 'eli@example.org', '2026-11-15T09:00:00Z', '2026-11-15T10:00:00Z', NULL),
  (2, 1, 'ana@example.org', '2026-11-01T08:00:00Z', '2026-11-01T08:10:00Z', 1),      -- keeps 092: bought by its owner
  (3, 3, 'eli@example.org', '2026-11-01T08:00:00Z', NULL, 1),                        -- breaks 092: an order of another
  (4, 3, 'eli@example.org', '2026-11-18T09:00:00Z', NULL, NULL),
  (5, 1, 'ana@example.org', '2026-10-22T07:00:00Z', '2026-10-22T08:00:00Z', NULL);   -- due today (066)
INSERT INTO cart_items (id, cart_id, show_id, quantity, price_cents) VALUES (1, 1, 1, 2, 9900);
INSERT INTO cart_reminders (id, contact_id, email, template, sent_at) VALUES (1, 3, 'eli@example.org', 'still-there', '2026-11-16T09:00:00Z');   -- keeps 061

-- Support. Ticket 3 is sensitive; 4 was solved half a year ago today, 5 a year ago today.
INSERT INTO tickets (id, requester_id, channel, requester_name, requester_email, order_reference, subject, sensitive, created_at, solved_at) VALUES
  (1, 1, 'webform', 'Ana', 'ana@example.org', 'HT-1', 'Two seats', false, '2026-11-05T09:00:00Z', '2026-11-06T09:00:00Z'),   -- keeps 028 164 166: about an order of hers
  (2, 3, 'email', 'Eli', 'eli@example.org', 'HT-1', 'Where are they?', false, '2026-11-05T09:00:00Z', NULL),                 -- breaks 164: somebody else's order
  (3, 1, 'email', 'Ana', 'ana@example.org', 'HT-1', 'Wheelchair', true, '2026-11-05T09:00:00Z', '2026-11-06T09:00:00Z'),
  (4, 1, 'email', 'Ana', 'ana@example.org', NULL, 'A refund', false, '2026-05-01T09:00:00Z', '2026-05-21T09:00:00Z'),
  (5, 1, 'email', 'Ana', 'ana@example.org', NULL, 'An hour', false, '2025-11-01T09:00:00Z', '2025-11-21T09:00:00Z');          -- due today (172)
INSERT INTO ticket_messages (id, ticket_id, requester_id, from_customer, body, sent_at) VALUES (1, 1, 1, true, 'Thank you', '2026-11-05T09:00:00Z');
INSERT INTO bot_conversations (id, contact_id, visitor_name, started_at, last_message_at, converted_at) VALUES
  (1, 3, 'Eli', '2026-11-10 10:00:00', '2026-11-10 10:05:00', NULL),
  (2, 1, 'Ana', '2026-11-11 10:00:00', '2026-11-11 10:05:00', NULL),
  (3, 1, 'Ana', '2026-11-12 10:00:00', '2026-11-12 10:05:00', NULL),
  (4, 1, 'Ana', '2026-11-13 10:00:00', '2026-11-13 10:05:00', NULL),
  (5, 1, 'Ana', '2025-11-21 09:00:00', '2025-11-21 10:00:00', NULL),          -- due today (226)
  (6, 1, 'Ana', '2026-11-20 09:00:00', '2026-11-20 10:00:00', '2026-11-21 09:00:00'),   -- due today (227)
  (7, 2, 'Ben', '2026-11-14 10:00:00', '2026-11-14 10:05:00', NULL);
INSERT INTO bot_messages (id, conversation_id, from_bot, body, flagged_on) VALUES (1, 1, false, 'Is it indoors?', NULL);   -- keeps 220
INSERT INTO translations (id, customer_id, agent_id, agent_email, from_language, to_language, source_text, requested_at) VALUES
  (1, 1, 6, 'kai@hellotickets.example', 'es', 'en', 'Gracias', '2026-11-20T09:00:00Z'),   -- keeps 237 239
  (2, 8, 6, 'kai@hellotickets.example', 'sv', 'en', 'Tack', '2026-11-21T09:00:00Z'),      -- breaks 237: an hour after the customer had left
  (3, 8, 6, 'kai@hellotickets.example', 'sv', 'en', 'Hej', '2026-11-20T09:00:00Z');       -- keeps 237: the day before
INSERT INTO contact_requests (id, contact_id, channel, message, page, sent_at) VALUES
  (1, 1, 'chat', 'Please call me', '/madrid', '2026-03-01T09:00:00Z'),     -- keeps 313 315 316: in the moment of the yes
  (2, 1, 'form', 'Please write', '/madrid', '2026-02-28T09:00:00Z'),       -- breaks 313: the day before it
  (3, 3, 'chat', 'Please call me', '/madrid', '2026-11-18T09:00:00Z'),     -- breaks 313: who has never agreed
  (4, 1, 'bought-list', 'Ana, 600 111 222', NULL, '2026-11-18T09:00:00Z'); -- breaks 316: from somebody else's list

-- Consents, and what rests on them.
INSERT INTO cookie_consents (id, contact_id, purpose, cookie_id, ip, choice, given_at, withdrawn_at) VALUES
  (1, 1, 'recording', 'GA1.a', '192.0.2.1', 'chosen', '2026-11-01T09:00:00Z', NULL),   -- keeps 269
  (2, 1, 'advertising', 'GA1.b', '192.0.2.1', 'all', '2026-11-01T09:00:00Z', NULL),
  (3, 3, 'advertising', 'GA1.c', '192.0.2.2', 'all', '2026-11-10T09:00:00Z', '2026-11-21T08:00:00Z'),   -- due today (273): taken back
  (4, 9, 'advertising', 'GA1.d', '192.0.2.3', 'all', '2026-10-01T09:00:00Z', NULL),
  (5, 3, 'recording', 'GA1.e', '192.0.2.2', 'all', '2026-11-10T09:00:00Z', NULL),
  (6, 10, 'advertising', 'GA1.f', '192.0.2.4', 'all', '2025-07-01T09:00:00Z', NULL);   -- due today (273)
INSERT INTO session_recordings (id, contact_id, consent_id, pages, device, movements, recorded_at) VALUES
  (1, 1, 1, '/, /madrid', 'iPhone 393x852', 'm1', '2026-11-01T09:00:00Z'),   -- keeps 249 252 266: from the moment of the yes
  (2, 1, 1, '/, /madrid', 'iPhone 393x852', 'm2', '2026-11-01T08:59:59Z'),   -- breaks 266: a second before
  (3, 3, 1, '/', 'Android 412x915', 'm3', '2026-11-10T09:00:00Z');           -- breaks 249: on somebody else's yes
INSERT INTO audience_members (id, contact_id, consent_id, audience, email_hash, added_at) VALUES
  (1, 1, 2, 'musicals', '6fd4c7a91b0e3d2f8a5c6e7b9d0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b', '2026-11-01T09:00:00Z'),   -- keeps 286 298
  (2, 1, 2, 'football', '6fd4c7a91b0e3d2f8a5c6e7b9d0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b', '2026-10-31T09:00:00Z');   -- breaks 298: added the day before the yes
INSERT INTO script_activations (id, contact_id, consent_id, script, purpose, activated_at) VALUES
  (1, 1, 2, 'gtag.js', 'advertising', '2026-11-01T09:00:00Z'),      -- keeps 267 277 282 339
  (2, 1, 2, 'gtag.js', 'advertising', '2026-11-01T08:59:59Z'),      -- breaks 267: a second before the yes
  (3, 1, NULL, 'bat.js', 'advertising', '2026-11-02T09:00:00Z'),    -- breaks 267 277 282: no receipt
  (4, 1, 1, 'fbevents.js', 'advertising', '2026-11-02T09:00:00Z'),  -- breaks 282: the yes is to recording
  (5, 3, 3, 'gtag.js', 'advertising', '2026-11-21T08:00:00Z'),      -- keeps 339: in the moment of the withdrawal. due: the yes is gone
  (6, 3, 3, 'gtag.js', 'advertising', '2026-11-21T08:00:01Z'),      -- breaks 339: a second after it
  (7, 10, 6, 'gtag.js', 'advertising', '2025-11-20T09:00:00Z');     -- due: a year without interest
INSERT INTO audience_uploads (id, platform, identifier, file_sha256, made_by_role, made_at) VALUES
  (1, 'google', 'sha256', 'ab12', 'marketing', '2026-11-10T09:00:00Z'),     -- keeps 281 288 294 297
  (2, 'tiktok', 'sha256', 'ab13', 'marketing', '2026-11-10T09:00:00Z'),     -- breaks 288: another platform
  (3, 'microsoft', 'email', 'ab14', 'marketing', '2026-11-10T09:00:00Z'),   -- breaks 281 297: addresses in clear
  (4, 'microsoft', 'sha256', 'ab15', 'finance', '2026-11-10T09:00:00Z'),    -- breaks 281: sent by a team that may not
  (5, 'google', 'sha256', NULL, 'technology', '2026-11-10T09:00:00Z');      -- breaks 294: nobody knows which file
INSERT INTO upload_items (id, upload_id, contact_id, consent_id, key_sha256, uploaded_at) VALUES
  (1, 1, 1, 2, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '2026-11-10T09:00:00Z'),   -- keeps 283 293
  (2, 1, 1, 1, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '2026-11-10T09:00:00Z'),   -- breaks 283: agreed to recording alone
  (3, 1, 1, 2, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '2026-10-10T09:00:00Z'),   -- breaks 283: before the yes
  (4, 1, 1, 2, 'ana@example.org', '2026-11-10T09:00:00Z'),                                                    -- breaks 293: an address
  (5, 1, 9, 4, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '2026-11-10T09:00:00Z');   -- due: who asked to be deleted

-- What the shop asks for.
INSERT INTO form_fields (id, form, name, needed_for, masked, retired_on) VALUES
  (1, 'checkout', 'email', 'send the tickets', true, NULL),       -- keeps 010 263
  (2, 'hello-bot', 'event', 'find the show', true, NULL),         -- keeps 234
  (3, 'checkout', 'birthday', NULL, true, NULL),                  -- breaks 010: needed for nothing
  (4, 'checkout', 'hobby', '', true, NULL),                       -- breaks 010: nor is this
  (5, 'hello-bot', 'phone', 'call back', true, NULL),             -- breaks 234: a fourth thing
  (6, 'help-center', 'message', 'answer it', false, NULL),        -- breaks 263: recordings show it
  (7, 'hello-bot', 'passport', NULL, false, '2026-11-20');        -- keeps 010 234 263: no longer asked for
INSERT INTO form_submissions (id, contact_id, order_id, topic, text, source, created_at, sent_at, ticket_number) VALUES
  (1, 1, 1, 'change', 'Can we change?', 'customer', '2026-11-05T09:00:00Z', '2026-11-05T09:05:00Z', '1'),      -- keeps 025 029 042
  (2, 3, NULL, 'before-buying', 'Is it indoors?', 'customer', '2026-11-05T09:00:00Z', '2026-11-05T09:05:00Z', '2'),   -- keeps 025: asks before buying
  (3, 3, NULL, 'before-buying', NULL, 'customer', '2026-11-06T09:00:00Z', NULL, NULL),                           -- keeps 041: found an article
  (4, 3, 1, 'change', 'Change it', 'customer', '2026-11-07T09:00:00Z', '2026-11-07T09:05:00Z', '4'),            -- breaks 025: somebody else's order
  (5, 3, NULL, 'change', 'Change it', 'customer', '2026-11-07T09:00:00Z', '2026-11-07T09:05:00Z', '5'),         -- breaks 025: no order at all
  (6, 1, 1, 'refund', 'No longer ill', 'broker', '2026-11-07T09:00:00Z', '2026-11-07T09:05:00Z', '6'),          -- breaks 029: from nobody who may
  (7, 3, NULL, 'before-buying', 'I am diabetic and', 'customer', '2026-11-08T09:00:00Z', NULL, NULL),           -- breaks 041: typed, and never sent
  (8, 1, 1, 'refund', 'Where is it?', 'customer', '2026-11-08T09:00:00Z', '2026-11-08T09:05:00Z', NULL),        -- breaks 042: no ticket came of it
  (9, 10, NULL, 'before-buying', 'Hello?', 'customer', '2025-11-21T08:00:00Z', '2025-11-21T08:05:00Z', '9');    -- due: a year without interest

-- Reminders and advertising. Ana has unsubscribed on the 10th and Ben objected then.
INSERT INTO opt_outs (id, contact_id, reason, way, requested_at, applied_at) VALUES
  (1, 1, 'unsubscribe', 'link', '2026-11-10T09:00:00Z', '2026-11-10T09:00:00Z'),   -- keeps 333
  (2, 2, 'objection', 'contact', '2026-11-10T09:00:00Z', '2026-11-10T09:00:00Z'),  -- keeps 333
  (3, 3, 'unsubscribe', 'link', '2026-11-10T09:00:00Z', '2026-11-11T03:00:00Z'),   -- breaks 333: in the night after
  (4, 3, 'unsubscribe', 'link', '2026-11-12T09:00:00Z', NULL),                     -- breaks 333: not yet
  (5, 8, 'unsubscribe', 'link', '2026-10-12T09:00:00Z', '2026-10-12T09:00:00Z'),   -- due: no longer a customer
  (6, 10, 'unsubscribe', 'link', '2025-10-12T09:00:00Z', '2025-10-12T09:00:00Z');  -- due: a visitor a year without interest
INSERT INTO reminder_jobs (id, cart_id, contact_id, source, planned_at, sent_at, stopped_at) VALUES
  (1, 1, 3, 'site', '2026-11-15T12:00:00Z', '2026-11-16T09:00:00Z', NULL),                        -- keeps 059 062 073
  (2, 2, 1, 'form', '2026-11-01T08:20:00Z', '2026-11-01T08:30:00Z', '2026-11-01T09:00:00Z'),      -- keeps 073: sent before she bought
  (3, 2, 1, 'form', '2026-11-01T08:20:00Z', '2026-11-01T09:30:00Z', '2026-11-01T09:00:00Z'),      -- breaks 073: sent after
  (4, 2, 1, 'form', '2026-11-01T08:20:00Z', '2026-11-01T09:30:00Z', NULL),                        -- breaks 073: bought, and never stopped
  (5, 4, 3, 'site', '2026-11-18T10:00:00Z', '2026-11-18T11:00:00Z', NULL),                        -- breaks 073: a cart that nobody has left
  (6, 1, 2, 'site', '2026-11-15T12:00:00Z', '2026-11-16T09:00:00Z', NULL),                        -- breaks 059: who objected on the 10th
  (7, 1, 2, 'site', '2026-11-15T12:00:00Z', NULL, '2026-11-15T12:00:01Z'),                        -- keeps 059: stopped
  (8, 1, 3, 'bought-list', '2026-11-15T12:00:00Z', NULL, NULL),                                   -- breaks 062: an address that was bought
  (9, 5, 1, 'site', '2026-10-22T12:00:00Z', NULL, NULL);                                          -- due: thirty days after the cart was left
INSERT INTO message_templates (id, name, channel, class, has_unsubscribe, approved_at, replaced_at) VALUES
  (1, 'offers', 'email', 'commercial', true, '2025-10-01T09:00:00Z', NULL),
  (2, 'your tickets', 'email', 'service', false, '2026-10-01T09:00:00Z', NULL),
  (3, 'flash sale', 'email', 'commercial', false, '2026-10-01T09:00:00Z', NULL),
  (4, 'draft', 'whatsapp', 'service', false, NULL, NULL);
INSERT INTO mailings (id, contact_id, template_id, unsubscribe_token, planned_at, sent_at) VALUES
  (1, 9, 1, 'u1', '2026-11-05T09:00:00Z', '2026-11-06T09:00:00Z'),       -- keeps 181 332 337
  (2, 1, 1, 'u2', '2026-11-09T09:00:00Z', '2026-11-11T09:00:00Z'),       -- keeps 334: on its way before she unsubscribed
  (3, 1, 1, 'u3', '2026-11-12T09:00:00Z', '2026-11-13T09:00:00Z'),       -- breaks 334: planned after it
  (4, 2, 1, 'u4', '2026-11-10T09:00:00Z', NULL),                         -- breaks 337: planned in the moment of the objection, not sent yet
  (5, 9, 1, NULL, '2026-11-05T09:00:00Z', '2026-11-06T09:00:00Z'),       -- breaks 332: no way out
  (6, 9, 3, 'u6', '2026-11-05T09:00:00Z', '2026-11-06T09:00:00Z'),       -- breaks 332: nor in the template
  (7, 9, 4, NULL, '2026-11-05T09:00:00Z', '2026-11-06T09:00:00Z'),       -- breaks 181: a draft
  (8, 9, 2, NULL, '2026-09-05T09:00:00Z', '2026-09-30T09:00:00Z'),       -- breaks 181: sent a day before it was approved
  (9, 1, 2, NULL, '2026-11-12T09:00:00Z', '2026-11-13T09:00:00Z'),       -- keeps 334 337: no advertising, so it may come
  (10, 9, 1, 'u10', '2025-11-21T09:00:00Z', '2025-11-22T09:00:00Z'),     -- due: a year after it was planned
  (11, 9, 2, NULL, '2026-11-06T09:00:00Z', '2026-11-06T10:00:00Z');      -- keeps 181
INSERT INTO show_changes (id, show_id, kind, announced_at, closed_at) VALUES
  (1, 1, 'time', '2026-11-10T09:00:00Z', '2026-11-12T09:00:00Z'),
  (2, 2, 'cancelled', '2026-11-20T09:00:00Z', NULL);
INSERT INTO change_notices (id, change_id, order_id, channel, sent_at) VALUES
  (1, 1, 1, 'email', '2026-11-12T09:00:00Z'),   -- keeps 113: sent in the moment that the matter was closed
  (2, 1, 2, 'email', '2026-11-12T09:00:01Z'),   -- breaks 113: after it
  (3, 1, 2, 'email', NULL),                     -- breaks 113: never
  (4, 2, 2, 'email', NULL),                     -- keeps 113: still open
  (5, 1, 8, 'email', '2026-11-11T09:00:00Z');   -- due: no longer a customer

-- Children. Ben is twelve.
INSERT INTO age_declarations (contact_id, age, guardian_name, guardian_agreed_on, declared_on) VALUES
  (1, 14, NULL, NULL, '2024-01-10'),            -- keeps 326 327: fourteen is old enough
  (2, 12, 'Eva', '2026-01-10', '2026-01-10'),   -- keeps 326 327
  (3, 13, 'Ole', '2026-06-01', '2026-06-01'),   -- breaks 327: has agreed to cookies himself
  (9, 13, 'Pia', '2026-01-11', '2026-01-10'),   -- breaks 326 327: the mother a day late, and cookies of her own
  (8, 30, NULL, NULL, '2024-01-10');            -- due: no longer a customer

-- Orders are looked at before they are released. Order 8 is delivered today.
INSERT INTO order_checks (id, order_id, kind, result, decided_by, checked_at, released_at, refused_at) VALUES
  (1, 1, 'identity', 'match', 'machine', '2026-11-01T09:10:00Z', '2026-11-01T09:10:00Z', NULL),   -- keeps 114
  (2, 1, 'identity', NULL, NULL, NULL, NULL, NULL),                                               -- keeps 114: not released yet
  (3, 2, 'identity', 'no match', 'machine', '2026-11-02T09:10:00Z', '2026-11-02T09:20:00Z', NULL),-- breaks 114: released all the same
  (4, 2, 'identity', 'match', 'machine', '2026-11-02T09:30:00Z', '2026-11-02T09:20:00Z', NULL),   -- breaks 114: looked at afterwards
  (5, 1, 'fraud', 'stolen card', 'person', '2026-11-01T10:00:00Z', NULL, '2026-11-01T10:00:00Z'), -- keeps 109 338
  (6, 2, 'fraud', 'score 97', 'machine', '2026-11-02T10:00:00Z', NULL, '2026-11-02T10:00:00Z'),   -- breaks 109 338: by the machine alone
  (7, 2, 'fraud', 'score 80', 'person', '2026-11-03T10:00:00Z', NULL, '2026-11-02T10:00:00Z'),    -- breaks 109: a person, the day after
  (8, 8, 'fraud', 'score 3', 'machine', '2026-10-01T10:00:00Z', '2026-10-01T10:00:00Z', NULL);    -- due: delivered
INSERT INTO gateway_settlements (id, order_id, gateway, transaction_id, amount_cents, settled_on) VALUES
  (1, 1, 'stripe', 'tr_aaa-1', 9900, '2026-11-02'),   -- keeps 088
  (2, 2, 'adyen', 'tr_zzz-9', 4500, '2026-11-03'),    -- breaks 088: paid, and not in the books
  (3, 1, 'stripe', 'tr_aaa-1', 9800, '2026-11-02'),   -- breaks 088: another amount
  (4, 8, 'stripe', 'tr_ccc-8', 4500, '2026-10-02');   -- due: delivered, and its payment may be sealed
INSERT INTO handovers (id, contact_id, activity, recipient, recipient_kind, reason, handed_at) VALUES
  (1, 1, 'purchase', 'Lope de Vega', 'ticketing', 'contract', '2026-11-01T10:00:00Z'),    -- keeps 022 023 096
  (2, 1, 'recruitment', 'a head-hunter', 'ticketing', 'contract', '2026-11-01T10:00:00Z'),-- breaks 022: of another activity
  (3, 1, 'purchase', 'Lope de Vega', 'ticketing', 'favour', '2026-11-01T10:00:00Z'),      -- breaks 023: neither law nor contract
  (4, 1, 'purchase', 'Lope de Vega', 'ticketing', NULL, '2026-11-01T10:00:00Z'),          -- breaks 023: nobody knows why
  (5, 1, 'purchase', 'Data Ltd', 'data-broker', 'contract', '2026-11-01T10:00:00Z'),      -- breaks 096: not of the list
  (6, 8, 'purchase', 'Lope de Vega', 'ticketing', 'contract', '2026-10-01T10:00:00Z');    -- due: no longer a customer

-- Affiliates.
INSERT INTO affiliates (contact_id, network, website, iban) VALUES (5, 'direct', 'https://jo.example.org', 'ES00'), (13, 'Impact', 'https://ivo.example.org', 'ES00');   -- keeps 133
INSERT INTO affiliate_conversions (id, affiliate_id, code, show_id, commission_cents, occurred_at) VALUES (1, 5, 'jo5', 1, 300, '2026-10-10T09:00:00Z');   -- keeps 132
INSERT INTO affiliate_agreements (id, affiliate_id, programme, source, paper_path, signed_on, nda_signed_on, started_on) VALUES
  (1, 5, 'direct', 'affiliate', 'papers/1.pdf', '2023-01-05', '2023-01-05', '2023-01-05'),   -- keeps 129 134 144
  (2, 5, 'network', 'network', 'papers/2.pdf', '2023-01-05', NULL, '2023-02-01'),            -- keeps 144: in a network
  (3, 5, 'direct', 'contract', NULL, NULL, NULL, NULL),                                      -- keeps 129: not begun
  (4, 5, 'network', 'network', 'papers/4.pdf', '2023-01-06', NULL, '2023-01-05'),            -- breaks 129: a day late
  (5, 5, 'direct', 'affiliate', 'papers/5.pdf', '2023-01-05', NULL, '2023-01-05'),           -- breaks 144: no word of silence
  (6, 5, 'network', 'spam', 'papers/6.pdf', '2023-01-05', NULL, '2023-01-05'),               -- breaks 134: found in a list of addresses
  (7, 13, 'network', 'network', 'papers/7.pdf', '2023-01-05', NULL, '2023-01-05');           -- due: left today

-- Candidates. Bea's search closed in August, Carl's half a year ago today, Dora's a year ago today; Dora agreed to one year.
INSERT INTO recruitment_processes (id, title, team, opened_on, closed_on) VALUES
  (1, 'Guide', 'Content', '2026-05-01', '2026-08-31'), (2, 'Clerk', 'Finance', '2026-01-01', '2026-05-21'), (3, 'Cook', 'Support', '2025-09-01', '2025-11-21');
INSERT INTO candidates (contact_id, birth_date, nationality, cv_path, ats_consent_at) VALUES
  (4, '1990-02-03', 'ES', 'cv/4.pdf', '2026-05-01T09:00:00Z'),   -- keeps 301
  (11, '1988-07-09', 'PT', 'cv/11.pdf', '2026-01-05T09:00:00Z'),   -- due today (122)
  (12, '1992-07-09', 'ES', 'cv/12.pdf', '2025-09-05T09:00:00Z');   -- due today (123)
INSERT INTO candidate_consents (id, contact_id, years, given_at) VALUES (1, 4, 2, '2026-05-01T09:00:00Z'), (2, 12, 1, '2025-09-05T09:00:00Z');
INSERT INTO applications (id, candidate_id, process_id, answers, stage, applied_at) VALUES
  (1, 4, 1, 'Monday.', 'turned down', '2026-05-01T09:00:00Z'),       -- keeps 118 299: in the moment of the yes
  (2, 4, 1, 'Monday.', 'applied', '2026-04-30T09:00:00Z'),           -- breaks 299: the day before
  (3, 11, 2, 'Now.', 'turned down', '2026-01-05T09:00:00Z'),   -- due today (122)
  (4, 12, 3, 'Now.', 'turned down', '2025-09-05T09:00:00Z');   -- due today (123)
INSERT INTO contacts (id, kind, created_at, last_interest_at) VALUES (14, 'candidate', '2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z');
INSERT INTO candidates (contact_id, ats_consent_at) VALUES (14, '2026-11-01T09:00:00Z');
INSERT INTO candidate_files (id, candidate_id, kind, file_name, place, source, received_at) VALUES
  (1, 4, 'cv', 'bea.pdf', 'ats', 'candidate', '2026-05-01T09:00:00Z'),          -- keeps 115 302 310
  (2, 4, 'cv', 'bea.pdf', 'mailbox', 'candidate', '2026-05-01T09:00:00Z'),      -- breaks 310: left in a mailbox
  (3, 4, 'letter', 'former-boss.pdf', 'ats', 'colleague', '2026-05-01T09:00:00Z'),   -- breaks 302: from somebody else
  (4, 14, 'cv', 'zoe.pdf', 'ats', 'candidate', '2026-11-01T09:00:00Z'),         -- breaks 115: of somebody who has not applied
  (5, 11, 'cv', 'carl.pdf', 'ats', 'candidate', '2026-01-05T09:00:00Z'),        -- due: six months
  (6, 12, 'cv', 'dora.pdf', 'ats', 'candidate', '2025-09-05T09:00:00Z');        -- due: a year, which she agreed to
INSERT INTO talent_pool (contact_id, consent_id, note, added_at, consent_checked_at) VALUES
  (4, 1, 'speaks four languages', '2026-09-01T09:00:00Z', '2026-09-01T09:00:00Z'),   -- keeps 127
  (14, 1, 'good', '2026-11-02T09:00:00Z', '2026-11-03T09:00:00Z'),                   -- breaks 127: looked at a day late
  (11, 2, 'good with figures', '2026-05-22T09:00:00Z', '2026-05-22T09:00:00Z'),      -- due: six months
  (12, 2, 'cooks', '2025-11-21T09:00:00Z', '2025-11-21T09:00:00Z');                  -- due: a year
INSERT INTO screenings (id, application_id, candidate_id, machine_class, outcome, decided_by, decided_at) VALUES
  (1, 1, 4, 'B', 'turned-down', 'person', '2026-08-30T09:00:00Z'),   -- keeps 312 338
  (2, 1, 4, 'A', 'invited', 'machine', '2026-05-02T09:00:00Z'),      -- keeps 312: a machine may invite
  (3, 1, 4, 'D', 'turned-down', 'machine', '2026-05-02T09:00:00Z'),  -- breaks 312 338
  (4, 1, 4, 'C', 'turned-down', 'person', NULL),                     -- breaks 312: nobody has looked yet
  (5, 3, 11, 'C', 'turned-down', 'person', '2026-05-20T09:00:00Z'),  -- due: six months
  (6, 4, 12, 'C', 'turned-down', 'person', '2025-11-20T09:00:00Z');  -- due: a year
INSERT INTO interview_panels (id, process_id, employee_id, full_name, experience) VALUES
  (1, 1, 6, 'Kai', 'leads the guides'),   -- keeps 117
  (2, 1, 7, 'Lia', 'a guide'),            -- due: left today
  (3, 2, 6, 'Kai', 'leads the guides');   -- due: six months after the search

-- Requests: handled in time but for those that break something. 9 is of five years ago.
INSERT INTO rights_requests (id, contact_id, kind, identity_document, body, answer, received_on, handled_on) VALUES
  (1, 1, 'access', 'DOC-1', 'What do you know?', 'This.', '2026-10-01', '2026-10-20'),   -- keeps 150 151
  (2, 1, 'rectification', NULL, 'Anna', 'done', '2026-10-01', '2026-10-20'),
  (3, 9, 'erasure', NULL, 'Delete me', 'done', '2026-11-10', '2026-11-21'),
  (4, 1, 'restriction', NULL, 'Wait', 'done', '2026-10-01', '2026-10-20'),
  (5, 1, 'portability', NULL, 'A file', NULL, '2026-11-10', NULL),
  (6, 1, 'objection', NULL, 'No', 'refused and why', '2026-10-01', '2026-10-20'),
  (7, 1, 'access', NULL, 'Again', 'This.', '2026-10-01', '2026-11-20'),
  (8, 1, 'erasure', NULL, 'Delete me', 'done', '2026-10-01', '2026-10-20'),
  (9, 1, 'access', NULL, 'Old', 'This.', '2021-11-02', '2021-11-21'),                    -- due today (156)
  (10, 1, 'access', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (11, 1, 'access', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (12, 1, 'access', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (13, 1, 'access', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (14, 1, 'rectification', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (15, 1, 'rectification', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (16, 1, 'restriction', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (17, 1, 'access', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (18, 1, 'objection', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (19, 1, 'access', NULL, 'A', 'b', '2026-10-01', '2026-10-20'),
  (20, 1, 'access', NULL, 'A', 'b', '2026-10-01', '2026-10-20');
INSERT INTO rights_cases (request_id, contact_id, wants, article, source, mandate_on, verified_how, verified_on, due_on, decision, refusal_ground, decided_on, answered_on, corrected_on, recipients_told_on, restricted_on, lifted_on, lift_told_on, answer_path, answer_sha256) VALUES
  (1, 1, 'access', '15', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/1.pdf', 'ab01'),   -- keeps 147 152 157 159 160 163 328 329
  (2, 1, 'rectification', '16', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', '2026-10-20', '2026-10-20', NULL, NULL, NULL, 'answers/2.pdf', 'ab02'),   -- keeps 011 330
  (3, 9, 'erasure', '17', 'person', NULL, 'order', '2026-11-11', '2026-12-10', 'granted', NULL, '2026-11-21', '2026-11-21', NULL, NULL, NULL, NULL, NULL, 'answers/3.pdf', 'ab03'),   -- keeps 331
  (4, 1, 'restriction', '18', 'representative', '2026-10-01', 'earlier-contact', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-02', '2026-10-20', NULL, NULL, '2026-10-02', '2026-10-20', '2026-10-20', 'answers/4.pdf', 'ab04'),   -- keeps 328 335: with a mandate; told on the day that it is used again
  (5, 1, 'portability', '20', 'person', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),                                  -- keeps 157 159 160 163: not decided yet
  (6, 1, 'objection', '21', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'refused', 'a lawsuit', '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/6.pdf', 'ab06'),   -- keeps 163
  (7, 1, 'access', '15', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-11-02', NULL, NULL, NULL, NULL, NULL, 'answers/7.pdf', 'ab07'),   -- breaks 329: a day late
  (8, 1, 'erasure', '17', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/8.pdf', 'ab08'),   -- breaks 331: granted, and nobody marked her
  (9, 1, 'access', '15', 'person', NULL, 'order', '2021-11-03', '2021-12-02', 'granted', NULL, '2021-11-20', '2021-11-21', NULL, NULL, NULL, NULL, NULL, 'answers/9.pdf', 'ab09'),   -- due: five years
  (10, 1, 'access', '20', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/10.pdf', 'ab10'),   -- breaks 147: under the wrong article
  (11, 1, 'access', '15', 'neighbour', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/11.pdf', 'ab11'),   -- breaks 152: from a neighbour
  (12, 1, 'access', '15', 'person', NULL, 'passport', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/12.pdf', 'ab12'),   -- breaks 157: by a paper that we did not need
  (13, 1, 'access', '15', 'representative', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/13.pdf', 'ab13'),   -- breaks 328: no mandate
  (14, 1, 'rectification', '16', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', '2026-10-21', '2026-10-21', NULL, NULL, NULL, 'answers/14.pdf', 'ab14'),   -- breaks 011: corrected after the answer
  (15, 1, 'rectification', '16', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', '2026-10-20', NULL, NULL, NULL, NULL, 'answers/15.pdf', 'ab15'),   -- breaks 330: nobody was told
  (16, 1, 'restriction', '18', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-02', '2026-10-20', NULL, NULL, '2026-10-02', '2026-10-20', '2026-10-21', 'answers/16.pdf', 'ab16'),   -- breaks 335: told after it was used
  (17, 1, 'access', '15', 'person', NULL, 'order', '2026-10-02', NULL, 'granted', NULL, '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/17.pdf', 'ab17'),   -- breaks 159: nobody knows when it was due
  (18, 1, 'objection', '21', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'refused', '', '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/18.pdf', 'ab18'),   -- breaks 163: no, and no reason
  (19, 1, 'access', '15', 'person', NULL, 'order', '2026-10-02', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/19.pdf', NULL),   -- breaks 160: filed without its seal
  (20, 1, 'access', '15', 'person', NULL, 'order', '2026-10-20', '2026-11-01', 'granted', NULL, '2026-10-19', '2026-10-20', NULL, NULL, NULL, NULL, NULL, 'answers/20.pdf', 'ab20');   -- breaks 328: decided before anybody knew who asked
INSERT INTO request_exports (id, request_id, purpose, format, file_path, made_at, delivered_at) VALUES
  (1, 5, 'portability', 'json', 'exports/1.json', '2026-11-12T09:00:00Z', NULL),                     -- keeps 161 336
  (2, 5, 'portability', 'pdf', 'exports/2.pdf', '2026-11-12T09:00:00Z', NULL),                       -- breaks 336: no machine reads it
  (3, 1, 'access', 'pdf', 'exports/3.pdf', '2026-10-19T09:00:00Z', '2026-11-21T08:00:00Z'),     -- due: delivered today. keeps 336: nobody asked for a file
  (4, 1, 'access', 'pdf', 'exports/4.pdf', '2026-10-19T09:00:00Z', '2026-11-20T08:00:00Z');     -- breaks 161: delivered yesterday, and still there

-- Machines that help, and who looks at what they do.
INSERT INTO zendesk_agents (id, employee_id, email, full_name, fetched_at) VALUES
  (1, 6, 'kai@hellotickets.example', 'Kai', '2026-11-21T02:00:00Z'),   -- keeps 046 199
  (2, 7, 'lia@hellotickets.example', 'Lia', '2026-11-21T02:00:00Z');   -- due: left today
INSERT INTO suggestion_uses (id, ticket_id, agent_id, outcome, shown_at, sent_by, sent_at) VALUES
  (1, 1, 6, 'taken', '2026-11-05T10:00:00Z', 'agent', '2026-11-05T10:01:00Z'),     -- keeps 053 055 058
  (2, 1, 6, 'dropped', '2026-11-05T11:00:00Z', NULL, NULL),                        -- keeps 058: not sent
  (3, 3, 6, 'dropped', '2026-11-05T11:00:00Z', NULL, NULL),                        -- breaks 055: a sensitive ticket
  (4, 1, 6, 'taken', '2026-11-05T12:00:00Z', 'machine', '2026-11-05T12:00:01Z'),   -- breaks 058: by itself
  (5, 1, 6, NULL, '2026-11-05T13:00:00Z', NULL, NULL),                             -- breaks 053: what became of it?
  (6, 5, 6, 'edited', '2025-11-02T10:00:00Z', 'agent', '2025-11-02T10:01:00Z'),    -- due: a year after the ticket was solved
  (7, 1, 7, 'edited', '2026-11-05T10:00:00Z', 'agent', '2026-11-05T10:01:00Z');    -- due: the agent left today
INSERT INTO training_items (id, ticket_id, requester_id, excerpt, exported_at) VALUES
  (1, 1, 1, 'two seats side by side', '2026-11-07T09:00:00Z'),   -- keeps 215
  (2, 3, 1, 'in a wheelchair', '2026-11-07T09:00:00Z'),          -- breaks 215
  (3, 4, 1, 'a refund', '2026-06-07T09:00:00Z');                 -- due: half a year after the ticket was solved
INSERT INTO bot_actions (id, conversation_id, action, done_at) VALUES
  (1, 1, 'answer', '2026-11-10T09:05:00Z'),    -- keeps 236
  (2, 2, 'refund', '2026-11-11T09:05:00Z'),    -- breaks 236: gives money back
  (3, 5, 'answer', '2025-11-21T09:00:00Z'),    -- due: a year after the last word
  (4, 6, 'pass-on', '2026-11-20T09:00:00Z');   -- due: a person has taken over
INSERT INTO bot_outcomes (conversation_id, solved, ticket_number, reviewer_id, reviewer_email, reviewed_at, week_closed_on) VALUES
  (1, true, NULL, 6, 'kai@hellotickets.example', '2026-11-13T09:00:00Z', '2026-11-14'),   -- keeps 219 231
  (2, false, '12', NULL, NULL, NULL, '2026-11-14'),                                       -- keeps 235
  (3, true, NULL, NULL, NULL, NULL, NULL),                                                -- keeps 231: the week is not over
  (4, true, NULL, NULL, NULL, NULL, '2026-11-20'),                                        -- breaks 231: closed unseen
  (7, false, NULL, NULL, NULL, NULL, NULL),                                               -- breaks 235: no ticket came of it
  (5, true, NULL, 6, 'kai@hellotickets.example', '2025-11-21T12:00:00Z', '2025-11-28'),   -- due: a year after the last word
  (6, true, NULL, 7, 'lia@hellotickets.example', '2026-11-20T12:00:00Z', NULL);           -- due: a person has taken over, and the supervisor left
INSERT INTO supplier_register (id, name, activity, country, role, safeguard, agreement_on, keeps_agreed, validated_on) VALUES
  (1, 'Adyen', 'payments', 'NL', 'processor', NULL, '2024-01-01', true, NULL),              -- keeps 080 089
  (2, 'Google', 'ads', 'US', 'controller', 'dpf', '2024-01-01', true, NULL),                -- keeps 024 295
  (3, 'Brevo', 'cart-reminder', 'FR', 'processor', NULL, '2024-01-01', true, NULL),         -- keeps 064
  (4, 'Teamtailor', 'recruitment', 'SE', 'processor', NULL, '2024-01-01', true, NULL),      -- keeps 121
  (5, 'Teamtailor', 'teamtailor', 'SE', 'processor', NULL, '2024-01-01', true, NULL),       -- keeps 304
  (6, 'Hive Legal', 'rights-requests', 'ES', 'processor', NULL, '2024-01-01', true, NULL),  -- keeps 154
  (7, 'LanguageTool', 'web-content', 'DE', 'processor', NULL, '2024-01-01', true, '2026-01-15'),   -- keeps 188
  (8, 'Swift Pay', 'payments', 'ES', NULL, NULL, '2024-01-01', true, NULL),                 -- breaks 089: whose processor?
  (9, 'Square', 'payments', 'US', 'processor', 'scc', '2024-01-01', true, NULL),            -- breaks 080: outside
  (10, 'Zendesk', 'zendesk-support', 'US', 'processor', NULL, '2024-01-01', true, NULL),    -- breaks 024: bound by nothing
  (11, 'Microsoft', 'ads', 'US', 'controller', 'dpf', NULL, true, NULL),                    -- breaks 295: no contract
  (12, 'Meta', 'ads', 'US', 'controller', 'dpf', '2024-01-01', false, NULL),                -- breaks 295: which says nothing of how long
  (13, 'Mailchimp', 'cart-reminder', 'US', 'processor', 'dpf', '2024-01-01', true, NULL),   -- breaks 064
  (14, 'Lever', 'recruitment', 'US', 'processor', 'dpf', '2024-01-01', true, NULL),         -- breaks 121
  (15, 'Textkernel', 'teamtailor', 'GB', 'processor', 'adequacy', '2024-01-01', true, NULL),-- breaks 304: adequate, and not in Europe
  (16, 'DataGrail', 'rights-requests', 'US', 'processor', 'scc', '2024-01-01', true, NULL), -- breaks 154
  (17, 'Grammarly', 'web-content', 'US', 'processor', 'dpf', '2024-01-01', true, NULL);     -- breaks 188: and nobody has looked at it
INSERT INTO web_texts (id, slug, language, title, author_id, byline, published_at, replaced_at) VALUES
  (1, 'terms', 'en', 'Terms of sale', 6, 'Kai', '2026-02-10T09:00:00Z', NULL),     -- keeps 185
  (2, 'madrid', 'en', 'What to see', 6, 'Kai', '2026-02-10T09:00:00Z', NULL),
  (3, 'barcelona', 'en', 'What to see', 6, 'Kai', '2026-02-10T09:00:00Z', NULL),
  (4, 'terms-2', 'en', 'Terms of sale', 6, 'Kai', '2026-02-10T09:00:00Z', NULL),
  (5, 'london', 'en', 'What to see', 6, 'Kai', '2026-02-10T09:00:00Z', NULL),
  (6, 'rome', 'en', 'What to see', 6, 'Kai', '2026-02-10T09:00:00Z', NULL),
  (7, 'paris', 'en', 'What to see', 6, 'Kai', '2026-02-10T09:00:00Z', NULL);
INSERT INTO contacts (id, kind, full_name, created_at, last_interest_at) VALUES (15, 'employee', 'Noa', '2022-01-05T09:00:00Z', '2026-11-01T09:00:00Z');
INSERT INTO text_cards (text_id, class, generated, tool_id, drafted_on, reviewer_id, reviewer_name, reviewed_at) VALUES
  (1, 'legal', false, 7, '2026-01-15', 15, 'Noa', '2026-02-10T09:00:00Z'),    -- keeps 192 193: read in the moment of publishing, with a tool looked at that day
  (2, 'plain', true, NULL, '2026-02-01', 6, 'Kai', '2026-02-09T09:00:00Z'),   -- keeps 195: its author may be who reads it
  (3, 'plain', true, NULL, '2026-02-01', 15, 'Noa', '2026-02-10T09:00:01Z'),  -- breaks 195: read a second after it was out
  (4, 'official', false, NULL, '2026-02-01', 6, 'Kai', '2026-02-09T09:00:00Z'),   -- breaks 192: by its own author
  (5, 'plain', false, 7, '2026-01-14', NULL, NULL, NULL),                     -- breaks 193: the day before the tool was looked at
  (6, 'plain', false, 1, '2026-02-01', NULL, NULL, NULL),                     -- breaks 193: with what nobody has looked at
  (7, 'plain', false, NULL, '2026-02-01', 7, 'Lia', '2026-02-09T09:00:00Z');  -- empties: the reader left today; the card stays

-- Staff, and what they may open.
INSERT INTO staff_accounts (id, employee_id, login, kind, second_factor, password_rule, sign_in, is_administrator, source, created_at, disabled_at) VALUES
  (1, 6, 'kai', 'personal', 'app', 'strong', 'vault', true, 'employee', '2022-01-05T09:00:00Z', NULL),      -- keeps 047 107 124 186 200 240 324
  (2, 6, 'support', 'shared', 'key', 'strong', 'sso', false, 'employment', '2022-01-05T09:00:00Z', NULL),   -- breaks 124: three people's
  (3, 6, 'kai-admin', 'personal', 'none', 'strong', 'sso', true, 'employee', '2022-01-05T09:00:00Z', NULL), -- breaks 107 324: an administrator with a password alone
  (4, 6, 'kai-old', 'personal', 'app', 'legacy', 'password', false, 'employee', '2022-01-05T09:00:00Z', NULL),   -- breaks 324: a weak password
  (5, 6, 'kai-2021', 'shared', 'none', 'legacy', 'password', true, 'employee', '2021-01-05T09:00:00Z', '2026-11-20T09:00:00Z'),   -- keeps 107 124 324: no longer in use
  (6, 15, 'noa', 'personal', 'key', 'strong', 'sso', false, 'scraped', '2022-01-05T09:00:00Z', NULL),       -- breaks 047 186 200 240: from a page on the net
  (7, 7, 'lia', 'personal', 'app', 'strong', 'sso', false, 'employee', '2022-01-05T09:00:00Z', NULL),       -- due: left today
  (8, 15, 'noa-1', 'personal', 'none', 'strong', 'sso', false, 'employee', '2022-01-05T09:00:00Z', '2026-11-20T09:00:00Z'),
  (9, 6, 'kai-key', 'personal', 'key', 'strong', 'password', false, 'employee', '2022-01-05T09:00:00Z', NULL);
INSERT INTO staff_grants (id, account_id, employee_id, system, role, scope, approved_at, granted_at, reviewed_on, trained_on, revoked_at) VALUES
  (1, 1, 6, 'help-center', 'support-agent', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),   -- keeps 015 036 039 178
  (2, 1, 6, 'suggestions', 'support-lead', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),    -- keeps 052
  (3, 1, 6, 'reminders', 'marketing', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),         -- keeps 069
  (4, 1, 6, 'payments', 'finance', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),            -- keeps 090
  (5, 1, 6, 'backoffice', 'support-agent', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),
  (6, 1, 6, 'teamtailor', 'people', 'recruiter', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),    -- keeps 125 307
  (7, 1, 6, 'affiliates', 'marketing', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),        -- keeps 141 142
  (8, 1, 6, 'rights', 'data-protection', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),      -- keeps 158
  (9, 1, 6, 'zendesk', 'support-agent', 'tickets', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),  -- keeps 175 209 322
  (10, 1, 6, 'cms', 'editor', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', '2026-01-04', NULL),         -- keeps 191 194
  (11, 1, 6, 'bot', 'bot-team', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),               -- keeps 228
  (12, 1, 6, 'swifteq', 'translator', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),         -- keeps 247
  (13, 1, 6, 'clarity', 'product', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),            -- keeps 259 261
  (14, 1, 6, 'ads', 'marketing', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),              -- keeps 292
  (15, 1, 6, 'help-center', 'editor', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),         -- breaks 036
  (16, 1, 6, 'backoffice', 'friend', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),          -- breaks 039: no profile
  (17, 1, 6, 'suggestions', 'product', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),        -- breaks 052: no rank
  (18, 1, 6, 'reminders', 'finance', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),          -- breaks 069
  (19, 1, 6, 'payments', 'marketing', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),         -- breaks 090
  (20, 1, 6, 'teamtailor', 'product', 'hiring-manager', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),   -- breaks 307
  (21, 1, 6, 'teamtailor', 'people', 'everything', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),   -- breaks 125
  (22, 1, 6, 'affiliates', 'support-lead', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),    -- breaks 141
  (23, 8, 15, 'affiliates', 'finance', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),        -- breaks 142: one step alone
  (24, 1, 6, 'rights', 'support-lead', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),        -- breaks 158
  (25, 1, 6, 'zendesk', 'finance', 'reports', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),       -- breaks 175
  (26, 1, 6, 'zendesk', 'support-agent', 'settings', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),-- breaks 322: settings are the administrators'
  (27, 8, 15, 'zendesk', 'support-agent', 'tickets', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),-- breaks 209
  (28, 9, 6, 'cms', 'editor', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', '2026-01-04', NULL),         -- breaks 191: a password of his own
  (29, 1, 6, 'cms', 'editor', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),                 -- breaks 194: never taught
  (30, 1, 6, 'bot', 'support-agent', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),          -- breaks 228
  (31, 1, 6, 'swifteq', 'marketing', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),          -- breaks 247
  (32, 1, 6, 'clarity', 'product', NULL, '2026-01-06T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),            -- breaks 259: approved a day late
  (33, 1, 6, 'clarity', 'finance', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),            -- breaks 261
  (34, 8, 15, 'ads', 'marketing', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),             -- breaks 292
  (35, 1, 6, 'backoffice', 'finance', NULL, NULL, '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL),                           -- breaks 015: approved by nobody
  (36, 1, 6, 'backoffice', 'finance', NULL, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', NULL, NULL, NULL),                 -- breaks 178: never looked at again
  (37, 8, 15, 'zendesk', 'product', 'settings', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, '2026-02-01T09:00:00Z'),   -- keeps 175 209 322: taken back
  (38, 7, 7, 'zendesk', 'support-agent', 'tickets', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', '2026-09-01', NULL, NULL); -- due: left today
INSERT INTO staff_sign_ins (id, account_id, employee_id, system, network, ip, started_at, expires_at) VALUES
  (1, 1, 6, 'backoffice', 'office', '192.0.2.9', '2026-11-20T08:00:00Z', '2026-11-20T18:00:00Z'),   -- keeps 106 178
  (2, 1, 6, 'clarity', 'vpn', '192.0.2.9', '2026-11-20T08:00:00Z', '2026-11-20T18:00:00Z'),         -- keeps 262
  (3, 1, 6, 'backoffice', 'office', '192.0.2.9', '2026-01-04T08:00:00Z', '2026-01-04T18:00:00Z'),   -- breaks 106: the day before the role
  (4, 8, 15, 'backoffice', 'office', '192.0.2.9', '2026-11-20T08:00:00Z', '2026-11-20T18:00:00Z'),  -- breaks 106: without a role
  (5, 1, 6, 'clarity', 'hotel', '192.0.2.9', '2026-11-20T08:00:00Z', '2026-11-20T18:00:00Z'),       -- breaks 262
  (6, 1, 6, 'zendesk', 'office', '192.0.2.9', '2026-11-20T08:00:00Z', NULL),                        -- breaks 178: a session without an end
  (7, 1, 6, 'zendesk', 'office', '192.0.2.9', '2025-11-21T08:00:00Z', '2025-11-21T18:00:00Z'),      -- due: a year ago
  (8, 7, 7, 'zendesk', 'office', '192.0.2.9', '2026-11-20T08:00:00Z', '2026-11-20T18:00:00Z');      -- due: left today

-- Nobody's.
INSERT INTO backups (id, label, made_at, encrypted) VALUES
  (1, '20261120-010000F', '2026-11-20T01:00:00Z', true),    -- keeps 111
  (2, '20261121-010000F', '2026-11-21T01:00:00Z', false);   -- breaks 111
INSERT INTO support_statistics (id, month, topic, requests) VALUES
  (1, '2026-10', 'refund', 10),   -- keeps 325
  (2, '2026-10', 'access', 9);    -- breaks 325: nine could be known
INSERT INTO policy_versions (id, published_on, effective_on, changes, told_on) VALUES
  (1, '2026-01-01', '2026-01-01', 'nothing', NULL),             -- keeps 343: nothing that matters
  (2, '2026-03-01', '2026-04-01', 'terms', '2026-03-31'),       -- keeps 343
  (3, '2026-05-01', '2026-06-01', 'purposes', '2026-06-01'),    -- breaks 343: told on the day
  (4, '2026-07-01', '2026-08-01', 'rights', NULL);              -- breaks 343: never told

-- A column that the data map has in no group breaks what says that nothing else is held. To try one of them:
--   ALTER TABLE tickets ADD COLUMN passport TEXT;             breaks 028 166
--   ALTER TABLE zendesk_agents ADD COLUMN phone TEXT;         breaks 046 199
--   ALTER TABLE cart_reminders ADD COLUMN opened_from TEXT;   breaks 061
--   ALTER TABLE payments ADD COLUMN iban TEXT;                breaks 077
--   ALTER TABLE order_items ADD COLUMN birthday TEXT;         breaks 094
--   ALTER TABLE interview_panels ADD COLUMN salary TEXT;      breaks 117
--   ALTER TABLE applications ADD COLUMN photo TEXT;           breaks 118
--   ALTER TABLE affiliate_conversions ADD COLUMN buyer TEXT;  breaks 132
--   ALTER TABLE affiliates ADD COLUMN birthday TEXT;          breaks 133
--   ALTER TABLE rights_requests ADD COLUMN union_card TEXT;   breaks 150 151
--   ALTER TABLE web_texts ADD COLUMN author_phone TEXT;       breaks 185
--   ALTER TABLE bot_outcomes ADD COLUMN reviewer_name TEXT;   breaks 219
--   ALTER TABLE bot_conversations ADD COLUMN phone TEXT;      breaks 220
--   ALTER TABLE translations ADD COLUMN agent_name TEXT;      breaks 239
--   ALTER TABLE session_recordings ADD COLUMN ip TEXT;        breaks 252
--   ALTER TABLE cookie_consents ADD COLUMN place TEXT;        breaks 269
--   ALTER TABLE audience_members ADD COLUMN income TEXT;      breaks 286
--   ALTER TABLE candidates ADD COLUMN religion TEXT;          breaks 301
--   ALTER TABLE contact_requests ADD COLUMN ip TEXT;          breaks 315
