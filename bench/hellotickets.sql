-- What an expert would write by hand to check the promises of examples/hellotickets at T, noon of 21 November 2026 in Madrid: each query
-- counts the rows that break them. No index that the schema does not have. lofte_bench reads this file; see docs/benchmarks.md.
--
-- A line `-- promise..: what` begins a query and names the promises on which its rows count: several where their questions are one. The
-- count of a promise is the sum of its queries. Holds are left out: there are none. So are the sealed copies of what is set aside for three
-- years: the first sweep was 45 days ago.
--
-- `:NAME DIALECT EXPRESSION` defines a term for one of the databases. SQLite knows no named zones: Madrid is two hours ahead of UTC until
-- 25 October and one hour after. `-instant` is for a column of that kind, `-day` for dates, `-local` for the bot, `-zendesk` for the
-- texts that Zendesk writes.

:today-instant       sqlite    strftime('%Y-%m-%dT%H:%M:%SZ', '2026-11-21', '-1 hour')
:today-instant       postgres  (TIMESTAMP '2026-11-21' AT TIME ZONE 'Europe/Madrid')
:days30-instant      sqlite    strftime('%Y-%m-%dT%H:%M:%SZ', '2026-11-21', '-30 days', '-2 hours')
:days30-instant      postgres  ((DATE '2026-11-21' - INTERVAL '30 days') AT TIME ZONE 'Europe/Madrid')
:month1-instant      sqlite    strftime('%Y-%m-%dT%H:%M:%SZ', '2026-11-21', '-1 month', '-2 hours')
:month1-instant      postgres  ((DATE '2026-11-21' - INTERVAL '1 month') AT TIME ZONE 'Europe/Madrid')
:year1-instant       sqlite    strftime('%Y-%m-%dT%H:%M:%SZ', '2026-11-21', '-1 year', '-1 hour')
:year1-instant       postgres  ((DATE '2026-11-21' - INTERVAL '1 year') AT TIME ZONE 'Europe/Madrid')
:years3-instant      sqlite    strftime('%Y-%m-%dT%H:%M:%SZ', '2026-11-21', '-3 years', '-1 hour')
:years3-instant      postgres  ((DATE '2026-11-21' - INTERVAL '3 years') AT TIME ZONE 'Europe/Madrid')
:years4-instant      sqlite    strftime('%Y-%m-%dT%H:%M:%SZ', '2026-11-21', '-4 years', '-1 hour')
:years4-instant      postgres  ((DATE '2026-11-21' - INTERVAL '4 years') AT TIME ZONE 'Europe/Madrid')

:today-day           sqlite    '2026-11-21'
:today-day           postgres  DATE '2026-11-21'
:sealed              sqlite    lofte_sealed
:sealed              postgres  lofte.sealed

:today-zendesk       sqlite    '2026-11-20T23:00:00Z'
:today-zendesk       postgres  '2026-11-20T23:00:00Z'
:days30-zendesk      sqlite    '2026-10-21T22:00:00Z'
:days30-zendesk      postgres  '2026-10-21T22:00:00Z'
:months6-zendesk     sqlite    '2026-05-20T22:00:00Z'
:months6-zendesk     postgres  '2026-05-20T22:00:00Z'
:months12-zendesk    sqlite    '2025-11-20T23:00:00Z'
:months12-zendesk    postgres  '2025-11-20T23:00:00Z'
:years4-zendesk      sqlite    '2022-11-20T23:00:00Z'
:years4-zendesk      postgres  '2022-11-20T23:00:00Z'

:today-local         sqlite    datetime('2026-11-21')
:today-local         postgres  TIMESTAMP '2026-11-21'
:months12-local      sqlite    datetime('2026-11-21', '-12 months')
:months12-local      postgres  (TIMESTAMP '2026-11-21' - INTERVAL '12 months')

:months6-day         sqlite    date('2026-11-21', '-6 months')
:months6-day         postgres  (DATE '2026-11-21' - INTERVAL '6 months')
:year1-day           sqlite    date('2026-11-21', '-1 year')
:year1-day           postgres  (DATE '2026-11-21' - INTERVAL '1 year')
:years2-day          sqlite    date('2026-11-21', '-2 years')
:years2-day          postgres  (DATE '2026-11-21' - INTERVAL '2 years')
:years5-day          sqlite    date('2026-11-21', '-5 years')
:years5-day          postgres  (DATE '2026-11-21' - INTERVAL '5 years')
-- Five years and the day in which a sweep has to come.
:years5-and-1-day    sqlite    date('2026-11-21', '-1 day', '-5 years')
:years5-and-1-day    postgres  (DATE '2026-11-21' - 1 - INTERVAL '5 years')
-- Whole years from the end of the financial year, 31 December.
:books5-day          sqlite    date('2026-11-21', 'start of year', '-5 years')
:books5-day          postgres  (date_trunc('year', TIMESTAMP '2026-11-21') - INTERVAL '5 years')
:books6-and-1-day    sqlite    date('2026-11-21', '-1 day', 'start of year', '-6 years')
:books6-and-1-day    postgres  (date_trunc('year', TIMESTAMP '2026-11-21' - INTERVAL '1 day') - INTERVAL '6 years')
-- Four years from the end of July after the year.
:tax4-day            sqlite    date('2026-11-21', '-7 months', 'start of year', '-4 years')
:tax4-day            postgres  (date_trunc('year', TIMESTAMP '2026-11-21' - INTERVAL '7 months') - INTERVAL '4 years')

-- 273: what cookies told
SELECT count(*)
FROM cookie_consents k JOIN contacts c ON c.id = k.contact_id
WHERE c.last_interest_at < :year1-instant OR k.withdrawn_at < :today-instant;

-- 256: recorded visits
SELECT count(*)
FROM session_recordings r JOIN contacts c ON c.id = r.contact_id JOIN cookie_consents k ON k.id = r.consent_id
WHERE c.last_interest_at < :month1-instant OR r.recorded_at < :month1-instant OR k.withdrawn_at < :today-instant;

-- 290: audiences
SELECT count(*)
FROM audience_members a JOIN contacts c ON c.id = a.contact_id JOIN cookie_consents k ON k.id = a.consent_id
WHERE c.erasure_requested_at < :today-instant OR k.withdrawn_at < :today-instant;

-- 189 190: authors of archived texts who have left
SELECT count(*)
FROM web_texts w JOIN contacts c ON c.id = w.author_id
WHERE w.replaced_at < :today-instant AND c.relationship_ended_at < :today-instant;

-- 189: employees who have left, and have not asked to be contacted besides
SELECT count(*)
FROM contacts c
WHERE c.kind = 'employee' AND c.relationship_ended_at < :today-instant
  AND (c.chat_consent_at IS NULL OR c.erasure_requested_at < :today-instant OR c.chat_consent_withdrawn_at < :today-instant)
  AND (c.email IS NOT NULL OR c.full_name IS NOT NULL OR c.phone IS NOT NULL OR c.country IS NOT NULL);

-- 066 067: carts that nobody bought
SELECT count(*)
FROM carts t
WHERE t.order_id IS NULL AND t.abandoned_at < :days30-instant AND t.email IS NOT NULL;

-- 066 067: what was in them
SELECT count(*)
FROM cart_items i JOIN carts t ON t.id = i.cart_id
WHERE t.order_id IS NULL AND t.abandoned_at < :days30-instant
  AND (i.show_id IS NOT NULL OR i.quantity IS NOT NULL OR i.price_cents IS NOT NULL);

-- 065: reminders
SELECT count(*)
FROM cart_reminders r JOIN contacts c ON c.id = r.contact_id
WHERE c.last_interest_at < :year1-instant;

-- 065: the addresses they went to
SELECT count(*)
FROM contacts c
WHERE c.kind = 'web-user' AND c.last_interest_at < :year1-instant AND c.email IS NOT NULL
  AND (c.chat_consent_at IS NULL OR c.erasure_requested_at < :today-instant OR c.chat_consent_withdrawn_at < :today-instant);

-- 098 103: customers who have left, and have not asked to be contacted besides
SELECT count(*)
FROM contacts c
WHERE c.kind = 'customer' AND c.relationship_ended_at < :today-instant
  AND (c.chat_consent_at IS NULL OR c.erasure_requested_at < :today-instant OR c.chat_consent_withdrawn_at < :today-instant)
  AND (c.email IS NOT NULL OR c.full_name IS NOT NULL OR c.phone IS NOT NULL OR c.country IS NOT NULL);

-- 098 103: to whom they had their bills sent
SELECT count(*)
FROM customers b JOIN contacts c ON c.id = b.contact_id
WHERE c.relationship_ended_at < :today-instant
  AND (b.billing_name IS NOT NULL OR b.billing_address IS NOT NULL OR b.tax_number IS NOT NULL);

-- 098 103: carts that they bought
SELECT count(*)
FROM carts t JOIN contacts c ON c.id = t.contact_id
WHERE t.order_id IS NOT NULL AND t.email IS NOT NULL AND c.relationship_ended_at < :today-instant;

-- 098 103: what was in those
SELECT count(*)
FROM cart_items i JOIN carts t ON t.id = i.cart_id JOIN contacts c ON c.id = t.contact_id
WHERE t.order_id IS NOT NULL AND c.relationship_ended_at < :today-instant
  AND (i.show_id IS NOT NULL OR i.quantity IS NOT NULL OR i.price_cents IS NOT NULL);

-- 098 099 103: orders of people who have left, delivered, and without a complaint that is open
SELECT count(*)
FROM orders o JOIN contacts c ON c.id = o.customer_id
WHERE c.relationship_ended_at < :today-instant AND o.delivered_at < :today-instant
  AND (o.dispute_opened_at IS NULL OR o.dispute_closed_at < :today-instant)
  AND (o.reference NOT LIKE 'erased-%' OR o.total_cents IS NOT NULL OR o.currency IS NOT NULL OR o.special_request IS NOT NULL);

-- 098 099 103: what was ordered
SELECT count(*)
FROM order_items i JOIN orders o ON o.id = i.order_id JOIN contacts c ON c.id = o.customer_id
WHERE c.relationship_ended_at < :today-instant AND o.delivered_at < :today-instant
  AND (o.dispute_opened_at IS NULL OR o.dispute_closed_at < :today-instant)
  AND (i.show_id IS NOT NULL OR i.visitor_name IS NOT NULL OR i.seat IS NOT NULL OR i.price_cents IS NOT NULL);

-- 100: orders that somebody complained about, settled
SELECT count(*)
FROM orders o JOIN contacts c ON c.id = o.customer_id
WHERE o.dispute_opened_at IS NOT NULL AND o.dispute_closed_at < :today-instant
  AND c.relationship_ended_at < :today-instant AND o.delivered_at < :today-instant
  AND (o.reference NOT LIKE 'erased-%' OR o.total_cents IS NOT NULL OR o.currency IS NOT NULL OR o.special_request IS NOT NULL);

-- 100: what was ordered
SELECT count(*)
FROM order_items i JOIN orders o ON o.id = i.order_id JOIN contacts c ON c.id = o.customer_id
WHERE o.dispute_opened_at IS NOT NULL AND o.dispute_closed_at < :today-instant
  AND c.relationship_ended_at < :today-instant AND o.delivered_at < :today-instant
  AND (i.show_id IS NOT NULL OR i.visitor_name IS NOT NULL OR i.seat IS NOT NULL OR i.price_cents IS NOT NULL);

-- 101: invoices
SELECT count(*)
FROM invoices v
WHERE v.issued_on < :books6-and-1-day AND v.customer_id IS NOT NULL;

-- 101: those that were set aside for the books alone
SELECT count(*)
FROM :sealed s
WHERE s.source_table = 'main.invoices' AND s.late <= :today-day;

-- 083: the five things of a payment
SELECT count(*)
FROM payments p
WHERE p.paid_on < :years5-and-1-day AND p.paid_on < :tax4-day AND p.customer_id IS NOT NULL;

-- 082: those, or what the gateway told
SELECT count(*)
FROM payments p JOIN orders o ON o.id = p.order_id
WHERE p.customer_id IS NOT NULL
  AND ((p.paid_on < :years5-and-1-day AND p.paid_on < :tax4-day)
    OR ((o.delivered_at < :today-instant OR p.paid_on < :years5-day)
      AND (p.gateway IS NOT NULL OR p.payer_name IS NOT NULL OR p.card_last_four IS NOT NULL OR p.gateway_answer IS NOT NULL)));

-- 082 083: those that were set aside for tax alone
SELECT count(*)
FROM :sealed s
WHERE s.source_table = 'main.payments' AND s.late <= :today-day;

-- 137 138: affiliates who have left, and have not asked to be contacted besides
SELECT count(*)
FROM contacts c
WHERE c.kind = 'affiliate' AND c.relationship_ended_at < :today-instant
  AND (c.chat_consent_at IS NULL OR c.erasure_requested_at < :today-instant OR c.chat_consent_withdrawn_at < :today-instant)
  AND (c.email IS NOT NULL OR c.full_name IS NOT NULL OR c.phone IS NOT NULL OR c.country IS NOT NULL);

-- 137: their profile and bank
SELECT count(*)
FROM affiliates f JOIN contacts c ON c.id = f.contact_id
WHERE c.relationship_ended_at < :today-instant AND (f.network IS NOT NULL OR f.website IS NOT NULL OR f.iban IS NOT NULL);

-- 138: those, or the tax of one who was never paid
SELECT count(*)
FROM affiliates f JOIN contacts c ON c.id = f.contact_id
WHERE c.relationship_ended_at < :today-instant
  AND (f.network IS NOT NULL OR f.website IS NOT NULL OR f.iban IS NOT NULL
    OR (f.last_payout_on IS NULL AND (f.legal_name IS NOT NULL OR f.tax_number IS NOT NULL)));

-- 137 139: sales that say who had sent the customer
SELECT count(*)
FROM affiliate_conversions v JOIN contacts c ON c.id = v.affiliate_id
WHERE c.relationship_ended_at < :today-instant;

-- 140: the tax of an affiliate (its minimum is over by then)
SELECT count(*)
FROM affiliates f
WHERE f.last_payout_on < :books5-day AND (f.legal_name IS NOT NULL OR f.tax_number IS NOT NULL);

-- 140: payouts
SELECT count(*)
FROM affiliate_payouts p
WHERE p.paid_on < :books5-day;

-- 140: both, set aside
SELECT count(*)
FROM :sealed s
WHERE s.source_table IN ('main.affiliates', 'main.affiliate_payouts') AND s.late <= :today-day;

-- 032 033 035: tickets of the form whose term is over, and whom nothing else needs
SELECT count(*)
FROM tickets t JOIN contacts c ON c.id = t.requester_id
WHERE t.channel = 'webform' AND (c.last_interest_at < :year1-instant OR t.solved_at < :months12-zendesk)
  AND ((t.sensitive AND t.solved_at < :months6-zendesk)
    OR (t.solved_at < :months12-zendesk AND (t.review_reason IS NULL OR t.review_ended_at < :today-zendesk)));

-- 032 033 035: their messages
SELECT count(*)
FROM ticket_messages m JOIN tickets t ON t.id = m.ticket_id JOIN contacts c ON c.id = m.requester_id
WHERE t.channel = 'webform' AND (c.last_interest_at < :year1-instant OR t.solved_at < :months12-zendesk)
  AND ((t.sensitive AND t.solved_at < :months6-zendesk)
    OR (t.solved_at < :months12-zendesk AND (t.review_reason IS NULL OR t.review_ended_at < :today-zendesk)));

-- 032 033 035: their attachments
SELECT count(*)
FROM ticket_attachments a JOIN tickets t ON t.id = a.ticket_id JOIN contacts c ON c.id = a.requester_id
WHERE t.channel = 'webform' AND (c.last_interest_at < :year1-instant OR t.solved_at < :months12-zendesk)
  AND ((t.sensitive AND t.solved_at < :months6-zendesk) OR (NOT a.needed AND a.added_at < :days30-zendesk)
    OR (t.solved_at < :months12-zendesk AND (t.review_reason IS NULL OR t.review_ended_at < :today-zendesk)));

-- 171 172 203 204: tickets solved for a year that nobody looks into; those of the form are set aside for three years more
SELECT count(*)
FROM tickets t JOIN contacts c ON c.id = t.requester_id
WHERE t.solved_at < :months12-zendesk AND (t.review_reason IS NULL OR t.review_ended_at < :today-zendesk)
  AND (t.channel <> 'webform' OR c.last_interest_at < :years4-instant OR t.solved_at < :years4-zendesk);

-- 171 172 203 204: their messages
SELECT count(*)
FROM ticket_messages m JOIN tickets t ON t.id = m.ticket_id JOIN contacts c ON c.id = m.requester_id
WHERE t.solved_at < :months12-zendesk AND (t.review_reason IS NULL OR t.review_ended_at < :today-zendesk)
  AND (t.channel <> 'webform' OR c.last_interest_at < :years4-instant OR t.solved_at < :years4-zendesk);

-- 171 172 203 204: their attachments
SELECT count(*)
FROM ticket_attachments a JOIN tickets t ON t.id = a.ticket_id JOIN contacts c ON c.id = a.requester_id
WHERE t.solved_at < :months12-zendesk AND (t.review_reason IS NULL OR t.review_ended_at < :today-zendesk)
  AND (t.channel <> 'webform' OR c.last_interest_at < :years4-instant OR t.solved_at < :years4-zendesk);

-- 173: tickets that somebody looked into
SELECT count(*)
FROM tickets t JOIN contacts c ON c.id = t.requester_id
WHERE t.solved_at < :months12-zendesk AND t.review_reason IS NOT NULL AND t.review_ended_at < :today-zendesk
  AND (t.channel <> 'webform' OR c.last_interest_at < :years4-instant OR t.solved_at < :years4-zendesk);

-- 173: their messages
SELECT count(*)
FROM ticket_messages m JOIN tickets t ON t.id = m.ticket_id JOIN contacts c ON c.id = m.requester_id
WHERE t.solved_at < :months12-zendesk AND t.review_reason IS NOT NULL AND t.review_ended_at < :today-zendesk
  AND (t.channel <> 'webform' OR c.last_interest_at < :years4-instant OR t.solved_at < :years4-zendesk);

-- 173: their attachments
SELECT count(*)
FROM ticket_attachments a JOIN tickets t ON t.id = a.ticket_id JOIN contacts c ON c.id = a.requester_id
WHERE t.solved_at < :months12-zendesk AND t.review_reason IS NOT NULL AND t.review_ended_at < :today-zendesk
  AND (t.channel <> 'webform' OR c.last_interest_at < :years4-instant OR t.solved_at < :years4-zendesk);

-- 205: sensitive tickets
SELECT count(*)
FROM tickets t
WHERE t.sensitive AND t.solved_at < :months6-zendesk AND t.requester_id IS NOT NULL;

-- 205: their messages
SELECT count(*)
FROM ticket_messages m JOIN tickets t ON t.id = m.ticket_id
WHERE t.sensitive AND t.solved_at < :months6-zendesk AND m.requester_id IS NOT NULL;

-- 205: their attachments
SELECT count(*)
FROM ticket_attachments a JOIN tickets t ON t.id = a.ticket_id
WHERE t.sensitive AND t.solved_at < :months6-zendesk AND a.requester_id IS NOT NULL;

-- 207: attachments that nobody needs
SELECT count(*)
FROM ticket_attachments a
WHERE NOT a.needed AND a.added_at < :days30-zendesk AND a.requester_id IS NOT NULL;

-- 226 227: talks with the bot
SELECT count(*)
FROM bot_conversations b
WHERE (b.last_message_at < :months12-local OR b.converted_at < :today-local)
  AND (b.visitor_name IS NOT NULL OR b.visitor_email IS NOT NULL OR b.show_of_interest IS NOT NULL);

-- 226 227: what was said in them
SELECT count(*)
FROM bot_messages m JOIN bot_conversations b ON b.id = m.conversation_id
WHERE (b.last_message_at < :months12-local OR b.converted_at < :today-local) AND m.body IS NOT NULL;

-- 233: sensitive things that it did not need and that are in the log still
SELECT count(*)
FROM bot_messages m
WHERE m.flagged_on < :today-day AND m.body IS NOT NULL;

-- 226 227 233: sensitive things that were said in them, set aside
SELECT count(*)
FROM :sealed s
WHERE s.source_table = 'main.bot_messages' AND s.late <= :today-day;

-- 319: requests to be contacted
SELECT count(*)
FROM contact_requests q JOIN contacts c ON c.id = q.contact_id
WHERE c.erasure_requested_at < :today-instant OR c.chat_consent_withdrawn_at < :today-instant;

-- 319: who made them, unless something else needs the person; the address of a visitor is needed for reminders
SELECT count(*)
FROM contacts c LEFT JOIN candidate_consents p ON p.contact_id = c.id AND p.withdrawn_at IS NULL
WHERE c.chat_consent_at IS NOT NULL AND (c.erasure_requested_at < :today-instant OR c.chat_consent_withdrawn_at < :today-instant)
  AND CASE c.kind
        WHEN 'web-user' THEN c.full_name IS NOT NULL OR c.phone IS NOT NULL OR c.country IS NOT NULL
          OR (c.email IS NOT NULL AND c.last_interest_at < :year1-instant)
        ELSE (c.email IS NOT NULL OR c.full_name IS NOT NULL OR c.phone IS NOT NULL OR c.country IS NOT NULL)
          AND CASE c.kind
                WHEN 'customer' THEN c.relationship_ended_at < :years3-instant
                WHEN 'candidate' THEN c.process_closed_on < CASE p.years WHEN 1 THEN :year1-day WHEN 2 THEN :years2-day ELSE :months6-day END
                ELSE c.relationship_ended_at < :today-instant
              END
      END;

-- 244: texts that were sent to be translated
SELECT count(*)
FROM translations x
WHERE x.checked_at < :today-instant AND x.customer_id IS NOT NULL;

-- 243: who ordered them
SELECT count(*)
FROM translations x JOIN contacts c ON c.id = x.agent_id
WHERE c.relationship_ended_at < :today-instant;

-- 122: applicants, unless they have asked to be contacted besides
SELECT count(*)
FROM contacts c LEFT JOIN candidate_consents p ON p.contact_id = c.id AND p.withdrawn_at IS NULL
WHERE c.kind = 'candidate'
  AND c.process_closed_on < CASE p.years WHEN 1 THEN :year1-day WHEN 2 THEN :years2-day ELSE :months6-day END
  AND (c.chat_consent_at IS NULL OR c.erasure_requested_at < :today-instant OR c.chat_consent_withdrawn_at < :today-instant)
  AND (c.email IS NOT NULL OR c.full_name IS NOT NULL OR c.phone IS NOT NULL OR c.country IS NOT NULL);

-- 122: what they agreed to
SELECT count(*)
FROM candidate_consents p JOIN contacts c ON c.id = p.contact_id
WHERE c.process_closed_on < CASE WHEN p.withdrawn_at IS NOT NULL THEN :months6-day WHEN p.years = 1 THEN :year1-day ELSE :years2-day END;

-- 122 305: their papers
SELECT count(*)
FROM candidates a JOIN contacts c ON c.id = a.contact_id LEFT JOIN candidate_consents p ON p.contact_id = c.id AND p.withdrawn_at IS NULL
WHERE c.process_closed_on < CASE p.years WHEN 1 THEN :year1-day WHEN 2 THEN :years2-day ELSE :months6-day END
  AND (a.birth_date IS NOT NULL OR a.nationality IS NOT NULL OR a.address IS NOT NULL OR a.cv_path IS NOT NULL OR a.experience IS NOT NULL);

-- 122 305: their applications
SELECT count(*)
FROM applications a JOIN recruitment_processes r ON r.id = a.process_id
  LEFT JOIN candidate_consents p ON p.contact_id = a.candidate_id AND p.withdrawn_at IS NULL
WHERE r.closed_on < CASE p.years WHEN 1 THEN :year1-day WHEN 2 THEN :years2-day ELSE :months6-day END
  AND (a.answers IS NOT NULL OR a.stage IS NOT NULL OR a.notes IS NOT NULL);

-- 123: applicants who agreed to be kept longer
SELECT count(*)
FROM contacts c JOIN candidate_consents p ON p.contact_id = c.id
WHERE c.kind = 'candidate' AND p.withdrawn_at IS NULL AND c.process_closed_on < CASE p.years WHEN 1 THEN :year1-day ELSE :years2-day END
  AND (c.chat_consent_at IS NULL OR c.erasure_requested_at < :today-instant OR c.chat_consent_withdrawn_at < :today-instant)
  AND (c.email IS NOT NULL OR c.full_name IS NOT NULL OR c.phone IS NOT NULL OR c.country IS NOT NULL);

-- 123: what they agreed to
SELECT count(*)
FROM candidate_consents p JOIN contacts c ON c.id = p.contact_id
WHERE p.withdrawn_at IS NULL AND c.process_closed_on < CASE p.years WHEN 1 THEN :year1-day ELSE :years2-day END;

-- 123 306: their papers
SELECT count(*)
FROM candidates a JOIN contacts c ON c.id = a.contact_id JOIN candidate_consents p ON p.contact_id = c.id
WHERE p.withdrawn_at IS NULL AND c.process_closed_on < CASE p.years WHEN 1 THEN :year1-day ELSE :years2-day END
  AND (a.birth_date IS NOT NULL OR a.nationality IS NOT NULL OR a.address IS NOT NULL OR a.cv_path IS NOT NULL OR a.experience IS NOT NULL);

-- 123 306: their applications
SELECT count(*)
FROM applications a JOIN recruitment_processes r ON r.id = a.process_id JOIN candidate_consents p ON p.contact_id = a.candidate_id
WHERE p.withdrawn_at IS NULL AND r.closed_on < CASE p.years WHEN 1 THEN :year1-day ELSE :years2-day END
  AND (a.answers IS NOT NULL OR a.stage IS NOT NULL OR a.notes IS NOT NULL);

-- 156: papers of requests
SELECT count(*)
FROM rights_requests q
WHERE q.handled_on < :years5-day AND (q.identity_document IS NOT NULL OR q.body IS NOT NULL OR q.answer IS NOT NULL);
