// What is said beyond retention, against itself and against the law; and what is said and not carried out yet.
#include <algorithm>
#include <utility>

#include "policy/checker_parts.h"
#include "policy/countries.h"
#include "policy/terms.h"

namespace lofte::policy {
namespace {

// The decision that settles `check` for one of these promises; nullptr when there is none.
const Decision* DecisionNaming(const Policy& policy, std::string_view check, const std::vector<std::string>& promises) {
  for (const Decision& decision : policy.decisions) {
    const bool names_one = std::any_of(promises.begin(), promises.end(), [&](const auto& id) { return Contains(decision.promises, id); });
    if (names_one && Contains(decision.settles, check)) return &decision;
  }
  return nullptr;
}

Remark RemarkOn(const Policy& policy, const char* check, std::string message, const Span& span, std::string help,
                const std::vector<std::string>& promises) {
  return {{Severity::kWarning, check, std::move(message), span, std::move(help)}, DecisionNaming(policy, check, promises)};
}

void CheckCarriedOut(const Policy& policy, Issues& issues) {
  for (const Rule& rule : policy.rules) {
    const std::string what = NotCarriedOut(rule, rule.unsettled.value_or(time::Day{}), true, true);
    if (what.empty()) continue;
    Warn(issues, "not-carried-out", what, rule.span,
         rule.then == Then::kBlock || rule.then == Then::kAggregate
             ? "what ends by this rule stays where it is, and its promises are unproven"
             : "from " + time::Format(*rule.unsettled) +
                   " on neither of the two ends anything: say how people were told (`told:`), or take the "
                   "older entry out");
  }
}

void CheckNever(const Policy& policy, Issues& issues) {
  const std::vector<std::string> never = policy.NeverStored();
  for (const Activity& activity : policy.activities) {
    for (const std::string& category : activity.data) {
      if (!Contains(never, category)) continue;
      Report(issues, "never-and-kept", "`" + activity.id + "` keeps `" + category + "`, which is said never to be stored", activity.span,
             "name it in `never:` of the activity, or take the other statement out");
    }
  }
}

std::vector<Remark> WithoutFigures(const Policy& policy) {
  std::vector<Remark> remarks;
  for (const Rule& rule : policy.rules) {
    const bool no_period = rule.then == Then::kBlock && rule.outcome.block_for.is_zero();
    const bool no_cell = rule.then == Then::kAggregate && !rule.outcome.least_cell;
    if (no_period) {
      remarks.push_back(RemarkOn(policy, "then-without-figure", "this rule blocks, and does not say how long", rule.span,
                                 "write `then: block for P3Y then erase`", rule.promises));
    } else if (no_cell) {
      remarks.push_back(RemarkOn(policy, "then-without-figure",
                                 "this rule aggregates, and does not say how many people a cell has at least", rule.span,
                                 "write `then: aggregate in cells of 10 then erase`", rule.promises));
    }
  }
  return remarks;
}

std::vector<Remark> GivenAwayAgainstTheWord(const Policy& policy) {
  std::vector<Remark> remarks;
  for (const Activity& activity : policy.activities) {
    for (const std::string& id : activity.recipients) {
      const Recipient* recipient = policy.FindRecipient(id);
      if (recipient == nullptr) continue;
      if (activity.no_recipients) {
        remarks.push_back(RemarkOn(policy, "recipient-of-none", "`" + activity.id + "` says `recipients: none`, and `" + id + "` is one",
                                   recipient->span, "take one of the two out, or record a decision that says `settles: recipient-of-none`",
                                   activity.promises));
      }
      const bool is_placed = !recipient->country.empty();  // a draft may not say where
      if (activity.no_transfers && is_placed && AdequacyOf(recipient->country) != Adequacy::kEea) {
        remarks.push_back(RemarkOn(
            policy, "transfer-of-none", "`" + activity.id + "` says `transfers: none`, and `" + id + "` is outside the EEA",
            recipient->span, "take one of the two out, or record a decision that says `settles: transfer-of-none`", activity.promises));
      }
    }
  }
  return remarks;
}

std::vector<Remark> CookiesWithoutConsent(const Policy& policy) {
  std::vector<Remark> remarks;
  if (policy.draft) return remarks;  // lint's, like all that is missing there
  for (const Cookie& cookie : policy.cookies) {
    if (cookie.kind == "essential" || !cookie.consent.empty()) continue;
    remarks.push_back(RemarkOn(policy, "cookie-without-consent", "cookie `" + cookie.id + "` is not essential, and asks for no consent",
                               cookie.span, "add `consent:` with the state that says whether it is given", cookie.promises));
  }
  return remarks;
}

// The longest that a period of days or hours can be, in hours.
std::int64_t MostHours(const time::Period& period) {
  return (std::int64_t{period.months} * 31 + period.days) * 24 + (period.seconds + 3'599) / 3'600;
}

void WarnOfLate(const time::Period& period, std::int64_t most_hours, const std::string& law, const Span& span, Issues& issues) {
  if (MostHours(period) <= most_hours) return;
  Warn(issues, "deadline-over-law", "`" + time::Format(period) + "` is longer than " + law + " allows", span, "shorten it");
}

void CheckDeadlines(const Policy& policy, Issues& issues) {
  constexpr std::int64_t kMonthHours = 31 * 24;
  for (const BreachDuty& duty : policy.breach) {
    if (duty.tell == "authority") WarnOfLate(duty.within.period, 72, "Art. 33(1)", duty.span, issues);
  }
  for (const Right& right : policy.rights) {
    if (right.within) WarnOfLate(right.within->period, kMonthHours, "Art. 12(3)", right.span, issues);
    WarnOfLate(right.extension, 2 * kMonthHours, "Art. 12(3)", right.span, issues);
  }
}

}  // namespace

std::vector<Remark> StatementRemarks(const Policy& policy) {
  std::vector<Remark> all;
  for (const auto remarks : {WithoutFigures, GivenAwayAgainstTheWord, CookiesWithoutConsent})
    for (Remark& remark : remarks(policy)) all.push_back(std::move(remark));
  return all;
}

void CheckStatements(const Policy& policy, Issues& issues) {
  CheckCarriedOut(policy, issues);
  CheckNever(policy, issues);
  CheckDeadlines(policy, issues);
  WarnOfUnsettled(StatementRemarks(policy), issues);
}

}  // namespace lofte::policy
