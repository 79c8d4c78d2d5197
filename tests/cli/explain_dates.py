#!/usr/bin/env python3
"""explain_dates.py FOLDER: finds the days in the golden files of `lofte explain` again.

From the dates in the .sql files beside them and the words of the policies, by the rules of Regulation 1182/71 as docs/design/0001-grounds.md has
them, with Python's calendar and nothing of Lofte's: the day of the event does not count, months keep the day's number or take the last day of a
shorter month. Every phrase below has to stand in its file, and a day that stands in a file and in no phrase of it is one too many.
"""

import calendar
import datetime
import pathlib
import re
import sys
import zoneinfo

day = datetime.date.fromisoformat


def of(instant, zone="Europe/Madrid"):
    return datetime.datetime.fromisoformat(instant.replace("Z", "+00:00")).astimezone(zoneinfo.ZoneInfo(zone)).date()


def months(start, number):
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    return datetime.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def years(start, number):
    return months(start, 12 * number)


def days(start, number):
    return start + datetime.timedelta(days=number)


def next_day(start):
    return days(start, 1)


def year_end(of_day):
    return datetime.date(of_day.year, 12, 31)


def tax(of_day):
    """Four years from the end of July after the year."""
    return years(months(year_end(of_day), 7), 4)


def phrases():
    file = {}

    # A need, or a cap: from its last day on it is due, and it is late from the next.
    def end(last, past=False):
        return f"{'ended' if past else 'ends'} {last}, late from {next_day(last)}"

    def due(last, what, past=False):
        return f"due {'since' if past else 'from'} {last}{'' if past else ' on'}: {what}"

    def broken(first, promises, past=False):
        ids = ", ".join(f"hellotickets-{promise}" for promise in promises)
        return f"broken {'since' if past else 'from'} {first}{'' if past else ' on, if still there'}: {ids}"

    solved, interest, reviewed = of("2026-01-10T09:00:00Z"), of("2026-03-15T10:00:00Z"), of("2026-05-02T09:00:00Z")
    form = min(years(interest, 1), months(solved, 12))
    support = max(solved, months(solved, 12))
    ceiling = months(solved, 6)
    file["ticket_under_five_rules"] = [
        f"interest.confirmed {interest}",
        f"ticket.solved {solved}",
        f"ticket.open ended {solved}",
        f"ticket.under-review ended {reviewed}",
        f"in use was until {ceiling}",
        due(ceiling, "anonymised", past=True),
        broken(next_day(ceiling), ["205"], past=True),
        f"{end(form)}; then blocked until {years(form, 3)}, late from {next_day(years(form, 3))}",
        end(support),
        end(reviewed, past=True),
        end(ceiling, past=True),
        # What needs it is over only when the block of the form would be, and then so is every promise about it.
        f"from {next_day(years(form, 3))} on, if still there: hellotickets-032, hellotickets-033, hellotickets-035, hellotickets-171, "
        "hellotickets-172, hellotickets-173, hellotickets-203, hellotickets-204",
        f"solved_at, in this row ticket.open ended {solved} requester solved_at, in this row solved_at is null: no, in this row",
        f"interest.confirmed {interest} requester last_interest_at, in main.contacts 1",
        "serves webform yes requester channel = 'webform': yes, in this row",
        "ticket.sensitive yes requester sensitive = true: yes, in this row",
        f"stays, about nobody, once what is due since {ceiling} is done",
    ]

    solved = of("2025-09-20T09:00:00Z")
    twelve = months(solved, 12)
    file["ticket_by_mail_that_nothing_blocks"] = [
        f"ticket.solved {solved}",
        f"ticket.open ended {solved}",
        "serves webform no requester channel = 'webform': no, in this row",
        f"in use was until {twelve}",
        due(twelve, "erased", past=True),
        broken(next_day(twelve), ["171", "172", "203", "204"], past=True),
        end(twelve, past=True),
        "does not apply: the row does not serve webform",
        f"is to be deleted, since {twelve}",
        "H06 (lines 139, 157): only tickets of the form are blocked",
    ]

    interest, solved = of("2025-06-10T10:00:00Z"), of("2025-07-01T09:00:00Z")
    form, support = min(years(interest, 1), months(solved, 12)), months(solved, 12)
    out, gone = max(form, support), years(form, 3)  # out of use when nobody uses it; the block counts from the form's own end
    file["ticket_of_the_form_past_its_term"] = [
        f"interest.confirmed {interest}",
        f"ticket.solved {solved}",
        f"ticket.open ended {solved}",
        "serves webform yes requester channel = 'webform': yes, in this row",
        f"in use was until {out}",
        f"blocked from {out} until {gone}",
        f"still in its row, a promise is broken since {next_day(out)}: hellotickets-032, hellotickets-033, hellotickets-035",
        due(gone, "the copy is destroyed"),
        broken(next_day(gone), ["032", "033", "035", "171", "172", "203", "204"]),
        f"{end(form, past=True)}; then blocked until {gone}, late from {next_day(gone)}",
        end(support, past=True),
        f"is to leave for sealed copies, since {out}",
    ]

    checked = of("2026-10-05T09:00:00Z")
    file["translation_of_two_persons"] = [
        "customer: named, not held agent: named, not held",
        "relationship.open stands agent relationship_ended_at, in main.contacts 81 relationship_ended_at is null: yes, in main.contacts 81",
        f"translation.unchecked ended {checked} customer checked_at, in this row",
        "of agent now in use, without an end by these rules and facts",
        f"of customer now gone: every need of it has ended in use was until {checked}",
        due(checked, "erased", past=True),
        broken(next_day(checked), ["244"], past=True),
        end(checked, past=True),
        "is not deleted as a whole",
    ]

    unneeded = days(of("2026-11-05T09:00:00Z"), 30)
    file["attachment_that_nobody_needs"] = [
        f"attachment.added {of('2026-11-05T09:00:00Z')}",
        f"in use until {unneeded}",
        due(unneeded, "erased"),
        broken(next_day(unneeded), ["207"]),
        end(unneeded),
        f"is to be deleted, from {unneeded} on",
    ]

    closed = day("2026-08-31")
    half, two = months(closed, 6), years(closed, 2)
    file["candidate_who_agreed_to_two_years"] = [
        f"process.closed {closed}",
        f"in use until {two}",
        due(two, "erased"),
        broken(next_day(two), ["122", "123", "305", "306"]),
        end(half),
        end(two),
        "any(pool, years = 1 and withdrawn_at is null): no, of 1 row of main.candidate_consents",
        "years = 2: yes, in main.candidate_consents 1 withdrawn_at is null: yes, in main.candidate_consents 1",
        f"is to be deleted, from {two} on",
    ]

    closed, withdrawn = day("2026-03-15"), of("2026-06-01T09:00:00Z")
    half = months(closed, 6)
    file["candidate_who_took_consent_back"] = [
        f"process.closed {closed}",
        f"consent.teamtailor ended {withdrawn}",
        f"in use was until {half}",
        due(half, "erased", past=True),
        broken(next_day(half), ["122", "305"], past=True),
        end(half, past=True),
        end(min(half, withdrawn), past=True),
        f"is to be deleted, since {half}",
    ]

    paid, delivered = day("2024-01-15"), of("2024-03-12T18:00:00Z")
    five, floor = years(paid, 5), tax(paid)
    gone = max(five, next_day(floor))
    late = max(next_day(days(five, 1)), next_day(days(floor, 1)))  # a day is given beside both
    file["payment"] = [
        f"payment.date {paid}",
        f"order.undelivered ended {delivered}",
        f"in use was until {delivered}",
        f"blocked from {delivered} until {gone}",
        end(delivered, past=True),
        due(gone, "the copy is destroyed"),
        broken(late, ["082", "083"]),
        f"ends {five}, late from {next_day(days(five, 1))}",
        f"ends {floor}, late from {next_day(days(floor, 1))}",
        f"stands until the end of {floor}",
        f"is to leave for sealed copies, since {delivered}",
    ]
    file["payment_sealed"] = [
        f"destroyed from {gone} on",
        f"late from {late} on: hellotickets-082, hellotickets-083",
        "in it: transaction_id, amount_cents, currency, contact_email, method, paid_on",
        end(delivered, past=True),
        f"ends {five}, late from {next_day(days(five, 1))}",
        f"ends {floor}, late from {next_day(days(floor, 1))}",
        f"floor of payments: LGT 58/2003 art. 66, what a tax assessment may turn on (a limitation period) floor: P4Y after P7M after "
        f"financial-year-end(payment.date) stands until the end of {floor} hellotickets-082 (lines 145, 277)",
        "`lofte release main.payments KEY --to WHO --order REFERENCE --approved-by NAME`",
    ]

    issued = day("2023-05-05")
    six = years(year_end(issued), 6)
    file["invoice"] = [
        f"invoice.issued {issued}",
        f"in use until {six}",
        f"blocked from {six} until {next_day(six)}",
        end(six),
        due(next_day(six), "the copy is destroyed"),
        broken(next_day(days(six, 1)), ["101"]),
        f"ends {six}, late from {next_day(days(six, 1))}",
        f"stands until the end of {six}",
    ]

    left = of("2026-10-31T23:30:00Z")
    thirty = days(left, 30)
    file["cart"] = [
        f"cart.abandoned {left}",
        f"in use until {thirty}",
        due(thirty, "counted among others and erased"),
        broken(next_day(thirty), ["066", "067"]),
        end(thirty),
        f"is to be counted among others and deleted, from {thirty} on",
        f"in the cell of main.carts for year(cart.abandoned) {left:%Y}, month(cart.abandoned) {left:%Y-%m}. A cell is of 10 rows at least",
    ]

    year = years(left, 1)  # the last interest was the cart
    file["reminder"] = [
        f"interest.confirmed {left}",
        f"in use until {year}",
        due(year, "erased"),
        broken(next_day(year), ["065"]),
        end(year),
        f"is to be deleted, from {year} on",
    ]

    interest = of("2025-10-01T09:00:00Z")
    year = years(interest, 1)
    file["reminder_to_somebody_who_is_held"] = [
        f"interest.confirmed {interest}",
        f"in use was until {year}",
        due(year, "but for the hold, erased", past=True),
        "held by a legal hold, reference `case-7`, added on 2024-11-21",  # the clock of the tests
        end(year, past=True),
        f"is to leave for sealed copies, since {year}",
    ]

    ended, delivered, settled = of("2025-09-30T09:00:00Z"), of("2025-06-01T18:00:00Z"), of("2026-02-10T09:00:00Z")
    business = max(ended, delivered)
    use, gone = max(business, settled), max(years(business, 3), years(settled, 3))
    file["order_after_a_dispute"] = [
        f"relationship.open ended {ended}",
        f"order.undelivered ended {delivered}",
        f"order.dispute-open ended {settled}",
        f"in use was until {use}",
        f"blocked from {use} until {gone}",
        f"still in its row, a promise is broken since {next_day(use)}",
        due(gone, "the copy is destroyed"),
        broken(next_day(gone), ["098", "099", "103", "100"]),
        f"{end(business, past=True)}; then blocked until {years(business, 3)}, late from {next_day(years(business, 3))}",
        f"{end(settled, past=True)}; then blocked until {years(settled, 3)}, late from {next_day(years(settled, 3))}",
        f"is to leave for sealed copies, since {use}",
    ]

    ended = of("2024-02-29T09:00:00Z")  # the order was delivered before
    file["order_sealed"] = [
        f"destroyed from {years(ended, 3)} on",
        f"late from {next_day(years(ended, 3))} on: hellotickets-098, hellotickets-099, hellotickets-103",
        "in it: reference, total_cents, currency, special_request (order.ticket, order.price, order.request)",
        f"{end(ended, past=True)}; then blocked until {years(ended, 3)}, late from {next_day(years(ended, 3))}",
    ]

    last, flagged = day("2026-11-09"), day("2026-11-10")
    gone = months(last, 12)
    file["sensitive_talk_with_the_bot"] = [
        f"bot.last-interaction {last}",
        f"bot.flagged {flagged}",
        f"in use was until {flagged}",
        f"blocked from {flagged} until {gone}",
        due(gone, "the copy is destroyed"),
        broken(next_day(gone), ["226", "227"]),
        end(gone),
        f"still in its row, a promise is broken since {next_day(flagged)}: hellotickets-233",
        f"from {next_day(months(flagged, 12))} on, if still there: hellotickets-233",
        f"{end(flagged, past=True)}; then blocked until {months(flagged, 12)}, late from {next_day(months(flagged, 12))}",
        f"is to leave for sealed copies, since {flagged}",
    ]

    signed_off, paid = of("2026-06-30T09:00:00Z"), day("2025-03-20")
    five = years(year_end(paid), 5)
    gone = max(five, next_day(tax(paid)))
    file["affiliate"] = [
        f"relationship.open ended {signed_off}",
        f"payout.paid {paid}",
        f"in use was until {signed_off}",
        due(signed_off, "erased", past=True),
        broken(next_day(signed_off), ["137", "138"], past=True),
        end(signed_off, past=True),
        f"blocked from {signed_off} until {gone}",
        due(gone, "the copy is destroyed"),
        broken(next_day(gone), ["140"]),
        end(five),
        f"stands until the end of {tax(paid)}",
        f"is to leave for sealed copies, since {signed_off}",
    ]

    answered = day("2021-11-21")
    five = years(answered, 5)
    file["request_answered_five_years_ago"] = [
        f"request.handled {answered}",
        f"in use was until {five}",
        due(five, "erased", past=True),
        broken(next_day(five), ["156"]),
        f"ended {five}, late from {next_day(five)}",
        f"is to be deleted, since {five}",
    ]

    artist, booker = of("2020-05-01T10:00:00Z", "Europe/Copenhagen"), of("2026-10-01T10:00:00Z", "Europe/Copenhagen")
    concert = day("2019-03-01")
    both = max(artist, booker)
    books, floor = years(year_end(concert), 7), years(year_end(concert), 5)
    grace = 30
    file["booking_of_two_persons"] = [
        f"account.open ended {artist} artist",
        f"account.open ended {booker} booker",
        f"booking.date {concert} artist, booker",
        f"in use was until {both}",
        due(both, "erased", past=True),
        f"broken since {next_day(days(both, grace))}: gigcoms-037",
        f"ended {artist}, late from {next_day(days(artist, grace))}",
        f"ended {booker}, late from {next_day(days(booker, grace))}",
        f"blocked from {both} until {books}",
        due(books, "erased"),
        f"broken from {next_day(books)} on, if still there: gigcoms-038",
        f"ends {books}, late from {next_day(books)}",
        f"over since the end of {floor}",
        due(artist, "erased", past=True),
        f"broken since {next_day(days(artist, grace))}: gigcoms-037",
        f"goes with the last of what is said about them here, from {books} on",
        f"if still there, a promise is broken from {next_day(books)} on: gigcoms-038",
        f"is to be deleted, from {books} on",
    ]
    return file


def check(folder):
    faults, found = [], 0
    expected = phrases()
    files = {path.stem: path for path in sorted(folder.glob("*.txt"))}
    for name in sorted(files.keys() | expected.keys()):
        if name not in files or name not in expected:
            faults.append(f"{name}: there is a golden file or there are phrases, and not both")
            continue
        # Without the first two lines, which have T and the policy's day.
        text = " ".join(" ".join(files[name].read_text(encoding="utf-8").splitlines()[2:]).split())
        for phrase in expected[name]:
            found += phrase in text
            if phrase not in text:
                faults.append(f"{name}: does not say: {phrase}")
        known = set(re.findall(r"\d{4}-\d{2}-\d{2}", " ".join(expected[name])))
        for other in sorted(set(re.findall(r"\d{4}-\d{2}-\d{2}", text)) - known):
            faults.append(f"{name}: a day that nothing leads to: {other}")
    print("\n".join(faults + [f"{len(files)} files, {found} phrases found, {len(faults)} faults"]))
    return 1 if faults or not found else 0


if __name__ == "__main__":
    sys.exit(check(pathlib.Path(sys.argv[1])))
